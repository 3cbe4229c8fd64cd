import { expect, it } from 'vitest';
import { versionProblem } from '../../../server/platform/db/postgres-version.ts';

it('a Postgres that lacks what the queries use is refused by its version, before anything is made in it', () => {
  expect(versionProblem(150_012)).toBe('DATABASE_URL: found Postgres 15, expected 16 or later');
  expect(versionProblem(90_624)).toContain('found Postgres 9,');
  expect(versionProblem(160_000)).toBeNull();
  expect(versionProblem(180_004)).toBeNull();
});
