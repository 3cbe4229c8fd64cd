import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = { '@': import.meta.dirname };

/** What every kind of test has in common. A file runs in a process of its own: module state is never shared. */
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
    globalSetup?: string[];
    execArgv?: string[];
    fileParallelism?: boolean;
    sequence?: { groupOrder: number };
  },
) {
  const { timeoutMs, ...rest } = settings;
  return {
    ...shared,
    test: {
      ...shared.test,
      name,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
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
    coverage: {
      provider: 'v8',
      reportOnFailure: true,
      include: ['server/**/*.ts'],
      exclude: ['server/platform/db/generated/**', '**/*.d.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: path.join(import.meta.dirname, 'coverage'),
    },
    projects: [
      project('architecture', { timeoutMs: 30_000 }),
      project('unit', {
        timeoutMs: 30_000,
        // What is timed there is to be the work alone: garbage is cleared before it, and hardly ever during it.
        execArgv: ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'],
      }),
      project('contract', { timeoutMs: 60_000, globalSetup: ['tests/support/postgres-setup.ts'] }),
      project('conformance', { timeoutMs: 60_000 }),
      project('integration', { timeoutMs: 60_000, globalSetup: ['tests/support/postgres-setup.ts'] }),
      project('e2e', {
        timeoutMs: 180_000,
        globalSetup: ['tests/support/postgres-setup.ts'],
        fileParallelism: false,
        // Last and alone: how long a start takes is part of what is tested.
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});
