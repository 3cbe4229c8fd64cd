// Brings the database to what this version needs, and ends: schema, logins, demo, HEDDLE_CONFIG. The one process that
// knows the database as its owner.

import { MigrationError } from '../platform/db/migration-error.ts';
import { disconnect } from '../platform/db/prisma.ts';
import { environment } from '../platform/env.ts';
import { applyConfigured } from '../supervisor/apply-configured.ts';
import { checkConfigured } from '../supervisor/check-configured.ts';
import { prepareDemo } from '../supervisor/first-run/prepare-demo.ts';
import { tellSupervisor } from '../supervisor/messages.ts';
import { prepareSchema } from '../supervisor/prepare-schema.ts';
import { StartError } from '../supervisor/start-error.ts';

// Without a supervisor nobody would serve from this database.
process.once('disconnect', () => process.exit(1));
try {
  const settings = environment();
  // Before there is anything: a first start that is refused is a first start again the next time.
  if (settings.configPath) await checkConfigured(settings.configPath);
  await prepareSchema(settings);
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
