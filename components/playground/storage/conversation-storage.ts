import type { Conversation } from '../conversation/conversation.ts';
import { inTransaction, keysOf } from './database.ts';
import { fromStored, type Summary, summariesToDrop, toStored } from './stored-conversation.ts';

/** Where one person's conversations in one tenant are kept: in this browser, and nowhere else. */
export type ConversationStorage = {
  /** Newest first. */
  list: () => Promise<readonly Summary[]>;
  load: (id: string) => Promise<Conversation | undefined>;
  /** @throws RangeError when it is too long, QuotaExceededError when the browser has no room */
  save: (conversation: Conversation) => Promise<void>;
  remove: (id: string) => Promise<void>;
};

export function conversationStorage(scope: string): ConversationStorage {
  const list = async (): Promise<readonly Summary[]> => {
    const rows = await inTransaction<Summary[]>('readonly', (store) =>
      store('summaries').getAll(keysOf(scope)),
    );
    return (rows ?? []).toSorted((one, other) => other.updatedAt - one.updatedAt);
  };
  const removeAll = async (ids: readonly string[]) => {
    await inTransaction('readwrite', (store) => {
      for (const id of ids) {
        store('summaries').delete([scope, id]);
        store('conversations').delete([scope, id]);
      }
      return undefined;
    });
  };
  return {
    list,
    load: async (id) =>
      fromStored(await inTransaction('readonly', (store) => store('conversations').get([scope, id]))),
    save: async (conversation) => {
      const stored = toStored(conversation);
      if (!stored) throw new RangeError('The conversation is too long to be kept');
      const { id, title, updatedAt, length } = stored;
      const write = () =>
        inTransaction('readwrite', (store) => {
          store('summaries').put({ scope, id, title, updatedAt, length });
          store('conversations').put({ scope, ...stored });
          return undefined;
        });
      try {
        await write();
      } catch (error) {
        // The browser has less room than the bounds allow: the older half of what is there gives way, once.
        const others = (await list()).filter((summary) => summary.id !== id);
        const older = others.slice(Math.floor(others.length / 2));
        if (older.length === 0) throw error;
        await removeAll(older.map((summary) => summary.id));
        await write();
      }
      const dropped = summariesToDrop(await list(), stored);
      if (dropped.length > 0) await removeAll(dropped.map((summary) => summary.id));
    },
    remove: (id) => removeAll([id]),
  };
}
