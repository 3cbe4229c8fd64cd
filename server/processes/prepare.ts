// Brings the database to what this version needs, and ends: schema, demo, HEDDLE_CONFIG. `--embedded-postgres`: the
// server is Heddle's own, so its database is made there on first use.

import { createDatabase } from '../platform/db/embedded-postgres/create-database.ts';
import { MigrationError, migrate } from '../platform/db/migrate.ts';
import { databaseUrl } from '../platform/db/pools.ts';
import { disconnect } from '../platform/db/prisma.ts';
import { environment } from '../platform/env.ts';
import { applyConfigured } from '../supervisor/apply-configured.ts';
import { checkConfigured } from '../supervisor/check-configured.ts';
import { prepareDemo } from '../supervisor/first-run/prepare-demo.ts';
import { tellSupervisor } from '../supervisor/messages.ts';
import { StartError } from '../supervisor/start-error.ts';

// Without a supervisor nobody would serve from this database.
process.once('disconnect', () => process.exit(1));
try {
  const settings = environment();
  // Before there is anything: a first start that is refused is a first start again the next time.
  if (settings.configPath) await checkConfigured(settings.configPath);
  if (process.argv.includes('--embedded-postgres')) await createDatabase(databaseUrl());
  await migrate(databaseUrl());
  const quickstart = await prepareDemo(settings);
  if (settings.configPath) await applyConfigured(settings.configPath);
  await disconnect();
  await tellSupervisor({ type: 'prepared', madeDemo: quickstart !== null });
  process.exit(0);
} catch (error) {
  if (error instanceof StartError || error instanceof MigrationError) {
    await tellSupervisor({ type: 'refused', reason: error.message });
  } else {
    console.error(error);
  }
  process.exit(1);
}
