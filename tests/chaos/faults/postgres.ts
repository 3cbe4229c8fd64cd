import { type Fault, undo } from './fault.ts';

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
      postgres.disk?.fill();
      return undo(async () => {
        postgres.disk?.free();
        // Without room for its log it ends itself, and does not come back.
        if (!postgres.server.isRunning()) await postgres.server.start();
      });
    },
  },
];
