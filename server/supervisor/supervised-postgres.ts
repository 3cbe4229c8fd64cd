import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  stopEmbeddedPostgres,
} from '../platform/db/embedded-postgres/start.ts';
import type { DatabaseLogins } from '../platform/db/roles.ts';
import { keepRunning, type Run } from './keep-running.ts';
import type { ProcessState } from './process-state.ts';
import { StartError } from './start-error.ts';

/** The embedded Postgres of a home, which is started again whenever it ends, on the same port. */
export interface SupervisedPostgres {
  /** Address of Heddle's database, as the superuser who owns it. */
  databaseUrl: string;
  /** The same, as each of the roles. */
  logins: DatabaseLogins;
  stop(): Promise<void>;
}

/** @throws StartError when it does not come up the first time */
export async function supervisePostgres(
  home: string,
  onState: (state: ProcessState) => void,
): Promise<SupervisedPostgres> {
  const first = await startEmbeddedPostgres(home).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`${reason}\nTo use a Postgres of your own instead, set DATABASE_URL.`, { cause });
  });
  /** The one that runs, or is about to. */
  let current: Promise<EmbeddedPostgres> | undefined;
  const kept = keepRunning<EmbeddedPostgres>({
    name: 'embedded Postgres',
    begin(): Run<EmbeddedPostgres> {
      const starting = current ? startEmbeddedPostgres(home, first.port) : Promise.resolve(first);
      current = starting;
      return {
        ready: starting,
        ended: starting.then(
          (postgres) => postgres.ended,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        ),
      };
    },
    onReady: () => undefined,
    onState,
  });
  return {
    databaseUrl: first.databaseUrl,
    logins: first.logins,
    async stop() {
      kept.stop();
      // Ends one that is starting as well, which then fails to; one that began too late to be found comes up first.
      await stopEmbeddedPostgres(home);
      await current?.then(
        (postgres) => postgres.stop(),
        () => undefined,
      );
    },
  };
}
