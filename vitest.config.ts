import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './tests/support/long-files-first.ts';

const alias = { '@': import.meta.dirname };

/** What every kind of test has in common. */
const shared = {
  resolve: { alias },
  test: {
    pool: 'forks' as const,
    include: [] as string[],
    env: { HEDDLE_LOG_LEVEL: 'silent' },
    // What is waited for comes in milliseconds, and later where the machine has other things to do.
    expect: { poll: { timeout: 10_000 } },
  },
};

function project(
  name: string,
  settings: {
    timeoutMs: number;
    /** Below tests/; the project's name, where nothing is said. */
    include?: string;
    globalSetup?: string[];
    execArgv?: string[];
    fileParallelism?: boolean;
    isolate?: boolean;
    sequence?: { groupOrder: number };
  },
) {
  const { timeoutMs, include = name, ...rest } = settings;
  return {
    ...shared,
    test: {
      ...shared.test,
      name,
      include: [`tests/${include}/**/*.test.{ts,tsx}`],
      testTimeout: timeoutMs,
      hookTimeout: Math.max(timeoutMs, 60_000),
      ...rest,
    },
  };
}

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongFilesFirst },
    coverage: {
      provider: 'v8',
      reportOnFailure: true,
      include: ['server/**/*.ts'],
      exclude: ['server/platform/db/generated/**', '**/*.d.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: path.join(import.meta.dirname, 'coverage'),
    },
    // A file runs in a process of its own, unless it has nothing that another could find changed: no environment, no
    // database, no connection.
    projects: [
      project('architecture', { timeoutMs: 30_000, isolate: false }),
      project('unit', { timeoutMs: 30_000, isolate: false }),
      project('contract', { timeoutMs: 30_000, globalSetup: ['tests/support/postgres-setup.ts'] }),
      project('conformance', { timeoutMs: 60_000, isolate: false }),
      project('integration', { timeoutMs: 30_000, globalSetup: ['tests/support/postgres-setup.ts'] }),
      project('pages', {
        include: 'e2e/pages',
        timeoutMs: 400_000,
        globalSetup: ['tests/support/postgres-setup.ts', 'tests/support/prepared-home-setup.ts'],
      }),
      project('processes', {
        include: 'e2e/processes',
        timeoutMs: 180_000,
        globalSetup: ['tests/support/postgres-setup.ts'],
      }),
      project('timing', {
        timeoutMs: 60_000,
        // After the others, as what follows: how long things take is what is tested. What is timed is to be the work
        // alone, so garbage is cleared before it, and hardly ever during it.
        execArgv: ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'],
        sequence: { groupOrder: 1 },
      }),
      project('start', {
        include: 'e2e/start',
        timeoutMs: 180_000,
        fileParallelism: false,
        sequence: { groupOrder: 2 },
      }),
      project('attack', {
        include: 'e2e/attack',
        timeoutMs: 180_000,
        fileParallelism: false,
        sequence: { groupOrder: 3 },
      }),
      project('chaos', {
        include: 'e2e/chaos',
        timeoutMs: 400_000,
        // Alone, too: how soon all is well again is what is tested.
        sequence: { groupOrder: 4 },
      }),
    ],
  },
});
