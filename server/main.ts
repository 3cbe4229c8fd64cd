// Runs Heddle: `node server/main.ts [--dev]`. `npm start` calls it after it installed, generated and built what was
// missing. `--check` only says whether it could start: environment, home and port.

import { MigrationError } from './platform/db/migrate.ts';
import { EnvironmentError } from './platform/env.ts';
import { checkStart } from './supervisor/check-start.ts';
import { StartError } from './supervisor/start-error.ts';

try {
  await checkStart();
  if (!process.argv.includes('--check')) {
    // Not before the check: this part needs the generated database client.
    const { runSupervisor } = await import('./supervisor/run.ts');
    await runSupervisor({ development: process.argv.includes('--dev') });
  }
} catch (error) {
  const isExplained = [EnvironmentError, MigrationError, StartError].some((type) => error instanceof type);
  console.error(isExplained && error instanceof Error ? error.message : error);
  process.exit(1);
}
