import path from 'node:path';
import { launch } from './launch.ts';
import { readToSupervisor, type ToSupervisor } from './messages.ts';
import { StartError } from './start-error.ts';

const ENTRY = path.resolve(import.meta.dirname, '../processes/prepare.ts');

/** A process at work on the database, which ends when that is done. */
export interface Preparation {
  /**
   * Resolves when the database is as this version needs it and the process has ended. Rejects with a StartError;
   * a cause that nobody foresaw is printed by then.
   */
  done: Promise<{ madeDemo: boolean }>;
  pid(): number | undefined;
  /** Breaks the work off. What it had begun in a transaction is undone. */
  stop(): Promise<void>;
}

/**
 * Migrates, makes the demo, applies HEDDLE_CONFIG: in a process of its own, since what that loads is large and
 * the supervisor stays.
 * @param embeddedOwnerUrl the embedded database as its owner, whom this process alone knows
 */
export function prepareDatabase(embeddedOwnerUrl: string | undefined): Preparation {
  const child = launch({
    entry: ENTRY,
    environment: embeddedOwnerUrl === undefined ? {} : { DATABASE_URL: embeddedOwnerUrl },
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let outcome: ToSupervisor | null = null;
  child.on('message', (message) => {
    outcome = readToSupervisor(message);
  });
  const done = exited.then(() => {
    if (outcome?.type === 'prepared') return outcome;
    throw new StartError(
      outcome?.type === 'refused' ? outcome.reason : 'The database could not be prepared; see above',
    );
  });
  // Whoever stops the work early does not wait for it any more.
  done.catch(() => undefined);
  return {
    done,
    pid: () => (child.exitCode === null && child.signalCode === null ? child.pid : undefined),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
