import type { ChaosPostgres } from '../stage/postgres.ts';
import { type Fault, undo } from './fault.ts';

/** What Postgres says when the system has no room left. */
const DISK_FULL = '53100';

export const postgresFaults: readonly Fault[] = [
  {
    name: 'Postgres killed',
    async strike({ stage: { postgres } }) {
      await postgres.server.kill();
      return undo(() => postgres.server.start());
    },
  },
  {
    name: 'Postgres frozen',
    async strike({ stage: { postgres } }) {
      postgres.server.freeze();
      return undo(() => postgres.server.thaw());
    },
  },
  {
    name: 'Postgres out of connections',
    strike: ({ stage: { postgres } }) => postgres.takeConnections(),
  },
  {
    name: 'Postgres’s disk full',
    missing: ({ postgres }) => (postgres.disk ? null : 'this account may not mount a small disk'),
    async strike({ stage: { postgres } }) {
      await postgres.disk?.fill();
      await refusesToGrow(postgres);
      return undo(async () => {
        postgres.disk?.free();
        // Without room for its log it ends itself, and does not come back.
        if (!postgres.server.isRunning()) await postgres.server.start();
      });
    },
  },
];

/** @throws when there is room after all, and nothing would be shown */
async function refusesToGrow(postgres: ChaosPostgres): Promise<void> {
  const refused = await postgres.query('CREATE TABLE filler AS SELECT generate_series(1, 1000000)').then(
    () => null,
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : 'gone'),
  );
  if (refused !== DISK_FULL && refused !== 'gone') throw new Error(`A full disk has room: ${refused}`);
}
