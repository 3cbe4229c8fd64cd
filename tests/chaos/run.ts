// What `npm run chaos` plays against a Heddle of its own. Started by scripts/chaos.mjs.

import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type CheckName, checkNames, variants } from './broken-variants.ts';
import type { CheckResult } from './checks/check.ts';
import { full, playChecks, short } from './play.ts';
import { formatResult } from './report.ts';
import { Stage } from './stage/stage.ts';

/** The whole of it, whatever hangs. */
const MOST_MS = 15 * 60_000;

const { values } = parseArgs({
  options: {
    /** Checks by name, separated by commas; all of them when not given. */
    only: { type: 'string' },
    /** Part of a fault's name. */
    fault: { type: 'string', default: '' },
    /** Plays a Heddle that is broken on purpose, and only the check that has to notice. */
    broken: { type: 'string' },
    /** A little of everything. */
    short: { type: 'boolean', default: false },
    json: { type: 'string', default: 'test-results/chaos.json' },
  },
});
const variant = values.broken === undefined ? null : variants[values.broken];
if (variant === undefined) refuse(`--broken: expected one of ${Object.keys(variants).join(', ')}.`);
const chosen = variant ? [variant.check] : chosenChecks(values.only);

const startedAt = new Date();
const results: CheckResult[] = [];
const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
  throw new Error('Interrupted.');
});
const tooLong = new Promise<never>((_, reject) => {
  setTimeout(() => reject(new Error(`Not over after ${MOST_MS / 60_000} minutes.`)), MOST_MS).unref();
});

let stage: Stage | undefined;
try {
  const opened = await Stage.open(values.broken ?? null);
  stage = opened;
  const report = (result: CheckResult) => {
    results.push(result);
    console.log(formatResult(result));
  };
  const played = playChecks(opened, chosen, {
    ...(values.short ? short : full),
    fault: values.fault,
    report,
  });
  await Promise.race([played, interrupted, tooLong]);
  conclude();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await stage?.close();
  writeReport();
}
process.exit();

function conclude(): void {
  const failed = results.filter(({ broken }) => broken.length > 0);
  const skipped = results.filter((result) => result.skipped !== undefined);
  const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
  const held = results.length - failed.length - skipped.length;
  console.log(`\n${held} of ${results.length} held, ${skipped.length} skipped, in ${seconds} s.`);
  if (values.broken === undefined) {
    if (failed.length > 0) process.exitCode = 1;
  } else if (failed.length > 0) console.log(`“${values.broken}” was noticed, as it must be.`);
  else {
    console.log(`“${values.broken}” was NOT noticed: the check checks nothing.`);
    process.exitCode = 1;
  }
}

function writeReport(): void {
  writeFileSync(values.json, `${JSON.stringify({ startedAt, broken: values.broken, results }, null, 2)}\n`);
}

function chosenChecks(names: string | undefined): CheckName[] {
  if (names === undefined) return [...checkNames];
  return names.split(',').map((name) => {
    const known = checkNames.find((each) => each === name);
    return known ?? refuse(`--only: found ${name}, expected some of ${checkNames.join(', ')}.`);
  });
}

function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}
