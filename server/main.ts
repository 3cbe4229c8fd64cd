// Runs Heddle: `node server/main.ts [--dev]`. `npm start` calls it after it installed, generated and built what was
// missing. `--check` only says whether it could start: environment, home and port.

import { EnvironmentError } from './platform/env.ts';
import { checkStart } from './supervisor/check-start.ts';
import { runSupervisor } from './supervisor/run.ts';
import { StartError } from './supervisor/start-error.ts';

try {
  await checkStart();
  if (!process.argv.includes('--check')) {
    await runSupervisor({ development: process.argv.includes('--dev') });
  }
} catch (error) {
  const isExplained = error instanceof EnvironmentError || error instanceof StartError;
  console.error(isExplained ? error.message : error);
  process.exit(1);
}
