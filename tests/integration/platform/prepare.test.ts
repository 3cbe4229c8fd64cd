import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../support/database.ts';

const database = await createTestDatabase();
afterAll(() => database.close());

const entry = path.resolve(import.meta.dirname, '../../../server/processes/prepare.ts');
const configuration = path.join(database.home, 'heddle.yaml');

/** What the process that prepares the database tells the supervisor. */
async function prepare(): Promise<unknown> {
  const child = fork(entry, { env: { ...process.env, HEDDLE_CONFIG: configuration }, silent: true });
  const [said] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
  return said[0];
}

const count = async (table: string) =>
  Number((await database.owner.query(`select count(*) from ${table}`)).rows[0].count);

describe('a first start with a configuration that cannot be applied', () => {
  it('makes nothing, so that the next one is the first again', async () => {
    writeFileSync(configuration, 'tenants: [{ slug: acme, name: Acme, colour: red }]');
    const refused = await prepare();
    expect(refused).toMatchObject({
      type: 'refused',
      reason: expect.stringContaining('tenants[0].colour: unknown field'),
    });
    expect(await count('users')).toBe(0);

    writeFileSync(configuration, 'tenants: [{ slug: acme, name: Acme }]');
    expect(await prepare()).toEqual({ type: 'prepared', madeDemo: true });
    expect(await count('tenants')).toBe(2);
  });
});
