import { createHash } from 'node:crypto';

/** A script that a store of Redis' kind runs in one atomic step. */
export interface Script {
  text: string;
  /** What the store knows it by once it has run. */
  sha1: string;
}

export function defineScript(text: string): Script {
  return { text, sha1: createHash('sha1').update(text).digest('hex') };
}

export type ScriptValues = readonly (string | number)[];

/** A store of Redis' kind, reached in its own protocol or over HTTP. */
export interface ScriptStore {
  /**
   * Rejects where the store cannot be asked. Never asks twice by itself: a script may have run although its answer was
   * lost.
   * @param keys all of one slot of a cluster
   * @param values a function gets the store's generation: another one where the data may be from another time (the server
   * was started anew, perhaps with what it had saved an hour ago; a replica took its place), empty where nobody can know
   */
  run(
    script: Script,
    keys: readonly string[],
    values: ScriptValues | ((generation: string) => ScriptValues),
  ): Promise<unknown>;
  close(): void;
}

/** The store has not seen this script since it was started. */
export function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.includes('NOSCRIPT');
}
