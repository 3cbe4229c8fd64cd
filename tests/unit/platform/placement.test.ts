import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { placePostgres } from '../../../server/platform/db/embedded-postgres/placement.ts';

const closed = mkdtempSync(path.join(tmpdir(), 'heddle-placement-'));
const made: string[] = [];
afterAll(() => {
  for (const directory of [closed, ...made]) rmSync(directory, { recursive: true, force: true });
});
const stranger = { uid: 65_534, gid: 65_534 };

it('a home nobody else may enter keeps its database outside, always in the same place', () => {
  const home = path.join(closed, 'home');
  mkdirSync(home);
  made.push(placePostgres(home, stranger));
  expect(made[0]?.startsWith(closed)).toBe(false);
  expect(placePostgres(home, stranger)).toBe(made[0]);
});

it('a home that was deleted and made anew does not find the old one’s database', () => {
  const home = path.join(closed, 'home');
  rmSync(home, { recursive: true });
  mkdirSync(home);
  made.push(placePostgres(home, stranger));
  expect(made[1]).not.toBe(made[0]);
});

it('a home that anybody may pass through keeps its database itself', () => {
  expect(placePostgres('/tmp', undefined)).toBe('/tmp/postgres');
});
