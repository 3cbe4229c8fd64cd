import { afterAll, describe, expect, it } from 'vitest';
import { asPlatform, asTenant, type Transaction } from '../../../server/platform/db/prisma.ts';
import { toFault } from '../../../server/services/database-fault.ts';
import { createTestDatabase } from '../../support/database.ts';
import { createTenant } from '../../support/tenant.ts';

const database = await createTestDatabase();
afterAll(() => database.close());

describe('a statement of the control plane that takes too long', () => {
  it('is broken off by Postgres itself, in every transaction, before nobody waits for it any more', async () => {
    const { id } = await createTenant();
    const read = (transaction: Transaction) =>
      transaction.$queryRaw<[{ statement_timeout: string }]>`show statement_timeout`;
    expect(await asPlatform(read)).toEqual([{ statement_timeout: '12s' }]);
    expect(await asTenant(id, read)).toEqual([{ statement_timeout: '12s' }]);
  });

  it('is the caller’s to ask again for less', async () => {
    const slow = asPlatform(async (transaction) => {
      await transaction.$executeRaw`set local statement_timeout = 50`;
      await transaction.$queryRaw`select pg_sleep(5)::text`;
    });
    const fault = await slow.catch(toFault);
    expect(fault).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('shorter time range'),
    });
  });
});
