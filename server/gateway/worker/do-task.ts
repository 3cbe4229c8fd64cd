import { findProvider } from '../../providers/index.ts';
import { answersOf } from '../bridge/answers-of.ts';
import { countTextTokens } from '../settlement/count-text-tokens.ts';
import type { RequestCache } from './request-cache.ts';
import type { TaskName, Tasks } from './tasks.ts';

type TaskTable = {
  [Name in TaskName]: (
    input: Tasks[Name]['input'],
    requests: RequestCache,
  ) => Tasks[Name]['output'] | Promise<Tasks[Name]['output']>;
};

/** The longest text that is looked through for tokens: more than any model writes in one answer. */
const longestText = 4 * 1024 * 1024;

const table: TaskTable = {
  'read-request': (input, requests) => requests.get(input).envelope,

  'bridge-request': (input, requests) => {
    const bridge = requests.get(input).bridgeTo(input.target);
    const body = changed(bridge.body, input.source.bytes);
    return { body, losses: bridge.losses, recipe: bridge.recipe() };
  },

  'relay-request': (input, requests) =>
    changed(requests.get(input).relayedTo(input.target), input.source.bytes),

  'count-tokens': (input, requests) => requests.get(input).countTokens(countTextTokens),

  'count-text': ({ text, length }) => countTextTokens(text, length),

  'read-in-process': ({ provider, path, body }) => ({
    plan: findProvider(provider)?.inProcess?.read({ path, body: asBuffer(body) }),
  }),

  'read-answer': ({ recipe, bytes }) => {
    const { bytes: shown, reading, losses } = answersOf(recipe).readWhole(asBuffer(bytes));
    const { model, usage, finish, complete } = reading;
    const text = reading.text().slice(0, longestText);
    return { bytes: changed(shown, bytes), reading: { model, usage, finish, complete, text }, losses };
  },
};

/**
 * Does a task in this thread.
 * @throws Fault as what the task does; anything else is a mistake of ours
 */
export function doTask<Name extends TaskName>(
  name: Name,
  input: Tasks[Name]['input'],
  requests: RequestCache,
): Tasks[Name]['output'] | Promise<Tasks[Name]['output']> {
  return table[name](input, requests);
}

/** Of a Buffer, what another thread gets is a plain Uint8Array. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Null where nothing has changed: the other side has these bytes. */
function changed(bytes: Uint8Array, given: Uint8Array): Uint8Array | null {
  return bytes.buffer === given.buffer && bytes.length === given.length ? null : bytes;
}
