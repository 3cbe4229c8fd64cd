import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What is made believe to the processes of the Heddle under test. */
export interface Nudge {
  /** Their clock is so much ahead of the machine's. */
  clockMs: number;
  /** Names cannot be resolved. */
  namesFail: boolean;
}

export const noNudge: Nudge = { clockMs: 0, namesFail: false };

/** The name of the provider, which only preload/nudged.ts can resolve. */
export const UPSTREAM_NAME = 'provider.chaos.test';

/** How often a nudge is looked for, in milliseconds. */
export const NUDGE_EVERY_MS = 20;

/** The file by which a running process is nudged. */
export class Nudges {
  readonly file: string;

  constructor(directory: string) {
    this.file = path.join(directory, 'nudge.json');
    this.set(noNudge);
  }

  set(nudge: Nudge): void {
    // Never read half-written.
    writeFileSync(`${this.file}.new`, JSON.stringify(nudge));
    renameSync(`${this.file}.new`, this.file);
  }
}
