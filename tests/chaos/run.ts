// What `npm run chaos` plays against a Heddle of its own. Started by scripts/chaos.mjs.

import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CheckResult } from './checks/check.ts';
import { checkFaults } from './checks/faults.ts';
import { faults } from './faults/index.ts';
import { formatResult } from './report.ts';
import { Stage } from './stage/stage.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    json: { type: 'string' },
  },
});
const results: CheckResult[] = [];
const report = (result: CheckResult) => {
  results.push(result);
  console.log(formatResult(result));
};
const stage = await Stage.open();
try {
  await checkFaults(stage, {
    faults: faults.filter(({ name }) => name.includes(values.only)),
    comingMs: 3_000,
    report,
  });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await stage.close();
}
if (values.json) writeFileSync(values.json, JSON.stringify(results, null, 2));
process.exit();
