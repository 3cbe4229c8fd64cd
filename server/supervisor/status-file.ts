import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createLogger } from '../platform/logger.ts';
import type { ProcessState } from './process-state.ts';

/** `status.json` in the home: the state of everything the supervisor keeps running, for people and their monitors. */
export interface StatusFile {
  note(name: string, state: ProcessState): void;
  remove(): void;
}

export function createStatusFile(home: string): StatusFile {
  const file = path.join(home, 'status.json');
  const states: Record<string, ProcessState> = {};
  return {
    note(name, state) {
      states[name] = state;
      try {
        // Last words may hold anything.
        writeFileSync(`${file}.new`, `${JSON.stringify(states, null, 2)}\n`, { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch (error) {
        // A full disk is no reason to leave the processes alone.
        createLogger('supervisor').warn({ err: error }, 'status.json cannot be written');
      }
    },
    remove: () => rmSync(file, { force: true }),
  };
}
