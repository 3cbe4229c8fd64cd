import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstSettings } from '../../../components/playground/conversation/conversation.ts';
import { pathOf } from '../../../components/playground/conversation/turn-tree.ts';
import { conversationActions } from '../../../components/playground/conversation-actions.ts';
import { ConversationStore } from '../../../components/playground/conversation-store.ts';

/** What the gateway was asked, the contents of each request's messages. */
let requests: string[][] = [];
let respond: (request: string[]) => Response = () => new Response();
let store: ConversationStore;
let actions: ReturnType<typeof conversationActions>;

const says = (text: string) =>
  new Response(`data: ${JSON.stringify({ choices: [{ delta: { content: text } }] })}\n\ndata: [DONE]\n\n`);
const refuses = () => new Response('{"error":{"message":"Not now"}}', { status: 429 });

beforeEach(async () => {
  requests = [];
  respond = (request) => says(`to ${request.at(-1)}`);
  // A browser that stores nothing: neither a database nor a session.
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('document', { addEventListener: () => undefined });
  vi.stubGlobal('fetch', async (_address: string, { body }: { body: string }) => {
    const { messages } = JSON.parse(body) as { messages: { content: string }[] };
    const request = messages.map(({ content }) => content);
    requests.push(request);
    return respond(request);
  });
  store = new ConversationStore('person/tenant');
  await store.start();
  const settings = { ...firstSettings, model: 'simulator' };
  actions = conversationActions({ store, settings: () => settings, takeKey: async () => 'key' });
});

afterEach(() => vi.unstubAllGlobals());

async function ask(text: string): Promise<void> {
  store.change((conversation) => ({ ...conversation, draft: { text, images: [] } }));
  await actions.ask();
}

const tree = () => {
  const { conversation } = store.read();
  if (!conversation) throw new Error('no conversation is open');
  return conversation.tree;
};
const path = () => pathOf(tree());
const texts = () => path().map(({ turn }) => turn.text);
const at = (index: number) => {
  const place = path()[index];
  if (!place) throw new Error(`no turn ${index}`);
  return place;
};

test('a question is asked with all that was said, and the draft is empty', async () => {
  await ask(' One ');
  await ask('Two');
  expect(requests).toEqual([['One'], ['One', 'to One', 'Two']]);
  expect(texts()).toEqual(['One', 'to One', 'Two', 'to Two']);
  expect(store.read().conversation?.draft.text).toBe('');
  expect(at(1).turn).toMatchObject({ model: 'simulator', state: 'complete' });
});

test('a question that failed is not asked again with the next, but when it is tried again', async () => {
  respond = refuses;
  await ask('One');
  expect(at(1).turn).toMatchObject({ state: 'failed', failure: 'Not now' });
  respond = (request) => says(`to ${request.at(-1)}`);
  await ask('Two');
  expect(requests.at(-1)).toEqual(['Two']);
  await actions.retry(at(1).turn.id);
  expect(requests.at(-1)).toEqual(['One']);
  expect(texts()).toEqual(['One', 'to One']);
  // What was asked behind the failure is still there, beside the new answer.
  expect(at(1).siblings).toHaveLength(2);
});

test('a failure that nothing follows gives way to the next answer', async () => {
  respond = refuses;
  await ask('One');
  respond = () => says('at last');
  await actions.retry(at(1).turn.id);
  expect(at(1).siblings).toHaveLength(1);
  expect(texts()).toEqual(['One', 'at last']);
});

test('another answer stands beside the first, an edited question beside the other', async () => {
  await ask('One');
  await ask('Two');
  await actions.retry(at(1).turn.id);
  expect(texts()).toEqual(['One', 'to One']);
  const [first] = at(1).siblings;
  actions.choose(at(1).parentId, first ?? '');
  expect(texts()).toEqual(['One', 'to One', 'Two', 'to Two']);
  await actions.edit(at(2).turn.id, 'Otherwise');
  expect(requests.at(-1)).toEqual(['One', 'to One', 'Otherwise']);
  expect(at(2).siblings).toHaveLength(2);
});

test('a branch is a conversation of its own, and the first stays as it was', async () => {
  await ask('One');
  await ask('Two');
  const before = store.read().conversation?.id;
  actions.branch(at(1).turn.id);
  expect(store.read().conversation?.id).not.toBe(before);
  expect(texts()).toEqual(['One', 'to One']);
  await ask('Three');
  expect(requests.at(-1)).toEqual(['One', 'to One', 'Three']);
});

test('what is deleted can be put back', async () => {
  await ask('One');
  await ask('Two');
  const removed = actions.remove(at(2).turn.id);
  expect(texts()).toEqual(['One', 'to One']);
  if (removed) actions.restore(removed);
  expect(texts()).toEqual(['One', 'to One', 'Two', 'to Two']);
});

test('stopping keeps what came and says so', async () => {
  vi.stubGlobal('fetch', async (_address: string, { signal }: { signal: AbortSignal }) => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(
          new TextEncoder().encode('data: {"choices":[{"delta":{"content":"as far"}}]}\n\n'),
        );
        signal.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return new Response(body);
  });
  const asked = ask('One');
  await vi.waitFor(() => expect(texts()).toEqual(['One', 'as far']), 10_000);
  store.stop();
  await asked;
  expect(at(1).turn).toMatchObject({ text: 'as far', state: 'stopped' });
});

test('an answer goes on arriving while another conversation is open', async () => {
  let send: (text: string | undefined) => void = () => undefined;
  const body = new ReadableStream({
    start(controller) {
      send = (content) => {
        if (content === undefined) return controller.close();
        const data = JSON.stringify({ choices: [{ delta: { content } }] });
        controller.enqueue(new TextEncoder().encode(`data: ${data}\n\n`));
      };
    },
  });
  respond = () => new Response(body);
  const asked = ask('One');
  await vi.waitFor(() => expect(path()).toHaveLength(2), 10_000);
  const { conversation } = store.read();
  store.begin();
  expect(path()).toHaveLength(0);
  send('came later');
  await vi.waitFor(async () => {
    await store.open(conversation?.id ?? '');
    expect(texts()).toEqual(['One', 'came later']);
  }, 10_000);
  send(undefined);
  await asked;
  expect(at(1).turn).toMatchObject({ state: 'complete' });
});

test('what was written just before a reload is there after it', async () => {
  const session = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => session.get(key) ?? null,
    setItem: (key: string, value: string) => session.set(key, value),
    removeItem: (key: string) => session.delete(key),
  });
  let leave: () => void = () => undefined;
  vi.stubGlobal('addEventListener', (_type: string, listener: () => void) => {
    leave = listener;
  });
  const before = new ConversationStore('person/tenant');
  await before.start();
  before.change((conversation) => ({ ...conversation, draft: { text: 'A half-written th', images: [] } }));
  leave();
  const after = new ConversationStore('person/tenant');
  await after.start();
  expect(after.read().conversation?.draft.text).toBe('A half-written th');
  // Another person's is another's.
  const other = new ConversationStore('somebody/tenant');
  await other.start();
  expect(other.read().conversation?.draft.text).toBe('');
});
