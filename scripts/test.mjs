// `npm test`: everything that can be checked, from a fresh clone on. `npm test -- --only unit,types` runs some stages:
// types, lint, architecture, unit, contract, conformance, integration, e2e, timing. Its last line is
// `N passed, N failed, N skipped`.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './steps/build.mjs';
import { findNode } from './steps/bundled-node.mjs';
import { generate } from './steps/generate.mjs';
import { ensureInstalled } from './steps/install.mjs';
import { withLock } from './steps/lock.mjs';
import { runStep } from './steps/run.mjs';
import { readReport } from './steps/test-report.mjs';

const root = path.resolve(import.meta.dirname, '..');
const CHECKS = ['types', 'lint'];
/** What runs in this process, and is counted as covered. */
const COVERED = ['architecture', 'unit', 'contract', 'conformance', 'integration'];
/** What runs in processes of its own, or is timed: counting lines would make it slower and say nothing. */
const UNCOVERED = ['e2e', 'timing'];
const SUITES = [...COVERED, ...UNCOVERED];
/** Projects of vitest.config.ts, where a suite has another than the one of its name. */
const PROJECTS = { e2e: ['pages', 'processes', 'start', 'attack', 'chaos'] };

const stages = chooseStages(process.argv.slice(2));
const suites = SUITES.filter((suite) => stages.includes(suite));
const total = { passed: 0, failed: 0, skipped: [] };

try {
  await prepareAndRun();
} catch (error) {
  console.error(error.message);
  total.failed += 1;
}
if (total.skipped.length > 0)
  console.log(`\nSkipped:\n${total.skipped.map((name) => `  ${name}`).join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function prepareAndRun() {
  await ensureInstalled({ development: true });
  const node = await findNode();
  await generate(node);
  if (stages.includes('lint'))
    await check('Lint', node, ['node_modules/@biomejs/biome/bin/biome', 'check', '.']);
  if (stages.includes('types')) {
    // Declarations that Next makes and git does not keep.
    const typegen = ['node_modules/next/dist/bin/next', 'typegen'];
    await withLock(root, async () => {
      if (existsSync(path.join(root, 'next-env.d.ts'))) return;
      await runStep('Generating route types', node, typegen, testEnvironment(), root);
    });
    await check('Types', node, ['node_modules/typescript/bin/tsc', '--noEmit']);
  }
  if (suites.includes('e2e')) await build(node);
  const covered = suites.filter((suite) => COVERED.includes(suite));
  // Coverage says something only about all the tests together.
  const coverage =
    covered.length === COVERED.length ? ['--coverage.enabled', '--coverage.thresholds.lines=80'] : [];
  // A third of the time some of them wait for what is away, too slow or over: there is work for one more.
  if (covered.length > 0) await runSuites(node, covered, [...coverage, '--maxWorkers=3']);
  const uncovered = suites.filter((suite) => UNCOVERED.includes(suite));
  if (uncovered.length > 0) await runSuites(node, uncovered);
}

/** A check counts as one test. */
async function check(title, node, args) {
  try {
    await runStep(title, node, args, testEnvironment(), root);
    total.passed += 1;
  } catch (error) {
    console.error(error.message);
    total.failed += 1;
  }
}

async function runSuites(node, chosen, options = []) {
  const directory = mkdtempSync(path.join(tmpdir(), 'heddle-test-report-'));
  const report = path.join(directory, 'report.json');
  const projects = chosen
    .flatMap((suite) => PROJECTS[suite] ?? [suite])
    .flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const code = await new Promise((resolve, reject) => {
    const args = [vitest, 'run', ...projects, ...reporters, ...options];
    const child = spawn(node, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: testEnvironment(),
    });
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const { passed, failed, skipped } = existsSync(report)
    ? readReport(JSON.parse(readFileSync(report, 'utf8')), root)
    : { passed: 0, failed: 0, skipped: [] };
  rmSync(directory, { recursive: true, force: true });
  total.passed += passed;
  total.skipped.push(...skipped);
  // Too little coverage, or an error outside a test, fails the run without failing a test.
  total.failed += failed === 0 && code !== 0 ? 1 : failed;
}

/** Without whatever this shell has set for a Heddle of its own: tests bring their own databases and keys. */
function testEnvironment() {
  const foreign =
    /^(HEDDLE_|DATABASE_URL$|REDIS_URL$|UPSTASH_|PORT$|NODE_ENV$|NODE_OPTIONS$|NEXTAUTH_|\w+_API_KEY$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const binaries = path.join(root, 'node_modules/.bin');
  return {
    ...Object.fromEntries(own),
    PATH: `${binaries}${path.delimiter}${process.env.PATH}`,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

function chooseStages(args) {
  const all = [...CHECKS, ...SUITES];
  const at = args.indexOf('--only');
  if (at === -1 && args.length === 0) return all;
  const chosen = at === -1 ? [] : (args[at + 1] ?? '').split(',');
  if (chosen.length > 0 && chosen.every((stage) => all.includes(stage))) return chosen;
  console.error(`Found ${args.join(' ')}; expected nothing, or --only with some of ${all.join(',')}`);
  process.exit(1);
}
