// How long charts and lists take with many records, and how long an upgrade takes to count those of before. Started by
// scripts/bench-data.mjs.

import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { runJob } from '../../../server/jobs/run-job.ts';
import { usageTotals } from '../../../server/jobs/usage-totals.ts';
import { createDatabase } from '../../../server/platform/db/embedded-postgres/create-database.ts';
import { giveLogins } from '../../../server/platform/db/embedded-postgres/give-logins.ts';
import { startEmbeddedPostgres } from '../../../server/platform/db/embedded-postgres/start.ts';
import { migrate } from '../../../server/platform/db/migrate.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { disconnect } from '../../../server/platform/db/prisma.ts';
import { environment, provideEmbeddedDatabase } from '../../../server/platform/env.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { makeCast } from './make-cast.ts';
import { makeRecords } from './make-records.ts';
import { readsOf } from './reads.ts';

const DAY_MS = 86_400_000;
const TIMES = 7;

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, days: { type: 'string', default: '28' } },
});
const rows = Number(values.rows);
const days = Number(values.days);
if (!(rows > 0 && rows <= 100_000_000 && days > 0 && days <= 90)) {
  console.error('Expected --rows up to 100000000 and --days up to 90.');
  process.exit(1);
}

const postgres = await startEmbeddedPostgres(environment().home);
const owner = new pg.Pool({ connectionString: postgres.databaseUrl, max: 1 });
try {
  await createDatabase(postgres.databaseUrl);
  await migrate(postgres.databaseUrl);
  await giveLogins(postgres.databaseUrl, postgres.logins);
  provideEmbeddedDatabase(postgres.logins);
  const { tenant, cast } = await makeCast();
  const now = Date.now();
  const making = await timed(() =>
    makeRecords(owner, cast, new Date(now - days * DAY_MS), new Date(now), rows, (made) => {
      if (made % 1_000_000 === 0) console.log(`${made} records …`);
    }),
  );
  console.log(`${rows} records made in ${(making / 1000).toFixed(0)} s.`);
  const counting = await timed(countAll);
  const { rows: totals } = await owner.query(
    'SELECT level, count(*)::int AS rows FROM usage_totals GROUP BY 1 ORDER BY 1',
  );
  console.log(`Counted in ${(counting / 1000).toFixed(0)} s: ${JSON.stringify(totals)}`);
  await owner.query('VACUUM ANALYZE usage_totals');
  const person = { id: tenant.ownerId, email: tenant.ownerEmail, name: 'Owner', isOperator: false };
  for (const { name, operation, input } of readsOf(cast, now, days)) {
    const caller = {
      person,
      sessionId: null,
      address: '127.0.0.1',
      userAgent: 'bench',
      requestId: randomUUID(),
    };
    const read = () => invoke(operation, caller, { tenant: tenant.slug, ...input });
    const first = await timed(read);
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) times.push(await timed(read));
    times.sort((one, other) => one - other);
    const [median, slowest] = [times[TIMES >> 1] ?? 0, times.at(-1) ?? 0];
    console.log(
      `${name.padEnd(44)} median ${median.toFixed(0).padStart(6)} ms   slowest ${slowest.toFixed(0).padStart(6)} ms   first ${first.toFixed(0).padStart(6)} ms`,
    );
  }
} finally {
  await disconnect();
  await owner.end();
  await postgres.stop();
}
process.exit();

/** As the job does it, without its pauses. */
async function countAll(): Promise<void> {
  const pool = createPool('heddle_platform');
  for (;;) {
    const done = await runJob(usageTotals, pool);
    if (done?.backfilled === 0 && done.folded === 0 && done.settled === 0) break;
  }
  await pool.end();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
