import { inTransaction } from './database.ts';
import { openConversation } from './open-conversation.ts';

const channelName = 'heddle-playground';

let forgotten = false;

/** Whether this browser was told to keep nothing any more: then nothing is written until the page is loaded anew. */
export function isForgotten(): boolean {
  return forgotten;
}

/** Deletes all conversations that this browser keeps, and lets no open tab write them again. For signing out. */
export async function forgetConversations(): Promise<void> {
  forgotten = true;
  openConversation.forget();
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('forget');
  channel.close();
  await inTransaction('readwrite', (store) => {
    store('summaries').clear();
    store('conversations').clear();
    return undefined;
  });
}

/** Listens for another tab that signs out. @returns what ends it */
export function heedForgetting(): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = () => {
    forgotten = true;
    openConversation.forget();
  };
  return () => channel.close();
}
