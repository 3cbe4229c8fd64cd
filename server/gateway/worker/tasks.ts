import type { Loss } from '../../canonical/loss.ts';
import type { Envelope, RelayReading } from '../../dialects/dialect.ts';
import type { AnswerRecipe } from '../bridge/bridge.ts';
import type { BridgeTarget } from '../request/request-reader.ts';
import type { RequestSource } from '../request/request-source.ts';
import type { PortableFault } from './portable-fault.ts';

/** A request's source, and the key under which a thread may keep what it has read of it. */
export interface KeyedSource {
  key: string;
  source: RequestSource;
}

/**
 * Everything a codec thread does: what it is given, and what comes back. Each task holds all it needs, so that it
 * can be done again by another thread when one has died. Bytes are views on buffers of their own or on shared
 * ones; null for bytes that are those that were given.
 */
export interface Tasks {
  'read-request': { input: KeyedSource; output: Envelope };
  'bridge-request': {
    input: KeyedSource & { target: BridgeTarget };
    output: { body: Uint8Array | null; losses: readonly Loss[]; recipe: AnswerRecipe };
  };
  'relay-request': {
    input: KeyedSource & { target: Pick<BridgeTarget, 'model' | 'quirks'> };
    output: Uint8Array | null;
  };
  'count-text': { input: { text: string; length: number }; output: number };
  'count-tokens': { input: KeyedSource; output: number };
  'read-in-process': {
    input: { provider: string; path: string; body: Uint8Array };
    output: { plan: unknown };
  };
  'read-answer': { input: { recipe: AnswerRecipe; bytes: Uint8Array }; output: PortableAnswer };
}

export type TaskName = keyof Tasks;

/** A whole answer as plain data. */
export interface PortableAnswer {
  bytes: Uint8Array | null;
  reading: Omit<RelayReading, 'text' | 'fault'> & { text: string };
  losses: readonly Loss[];
}

/** To the thread. */
export type ToThread =
  | { type: 'do'; id: number; name: TaskName; input: Tasks[TaskName]['input'] }
  /** What was kept under this key will not be asked for again. */
  | { type: 'forget'; key: string };

/** From the thread: that it has started, once, and then an answer to each task. */
export type FromThread =
  | { type: 'ready' }
  | { type: 'done'; id: number; output: Tasks[TaskName]['output']; ms: number }
  | { type: 'failed'; id: number; fault: PortableFault; ms: number };
