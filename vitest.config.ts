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
  },
};

function project(
  name: string,
  settings: {
    timeoutMs: number;
    globalSetup?: string[];
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
      project('unit', { timeoutMs: 15_000 }),
      project('contract', { timeoutMs: 30_000, globalSetup: ['tests/support/postgres-setup.ts'] }),
      project('conformance', { timeoutMs: 60_000 }),
      project('integration', { timeoutMs: 30_000, globalSetup: ['tests/support/postgres-setup.ts'] }),
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
