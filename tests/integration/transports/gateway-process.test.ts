import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asTenant } from '../../../server/platform/db/prisma.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { forkGateway, type GatewayProcess, startGatewayProcess } from '../../support/gateway-process.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

const MAX_BODY_BYTES = 2048;

let database: TestDatabase;
let tenant: TestTenant;
let gateway: GatewayProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  tenant = await createTenant();
  await asTenant(tenant.id, async (transaction) => {
    const { id } = await transaction.channel.create({
      data: { tenantId: tenant.id, name: 'simulator', provider: 'simulator' },
    });
    await transaction.channelModel.create({
      data: { tenantId: tenant.id, channelId: id, name: 'simulator', upstreamName: 'simulator' },
    });
  });
  gateway = await startGatewayProcess({ HEDDLE_MAX_BODY_BYTES: String(MAX_BODY_BYTES) });
});
afterAll(async () => {
  await gateway.kill('SIGTERM');
  await database.close();
});

it('that finds its port taken says so to the supervisor, and ends', async () => {
  const { port } = new URL(gateway.url);
  const second = forkGateway({ PORT: port });
  const [[said], [code]] = await Promise.all([once(second, 'message'), once(second, 'exit')]);
  expect(said).toEqual({
    type: 'refused',
    reason: expect.stringContaining(`Port ${port} is taken by another program`),
  });
  expect(code).toBe(1);
});

it('takes bodies as long as HEDDLE_MAX_BODY_BYTES says, and none that is longer', async () => {
  const body = JSON.stringify({ model: 'simulator', messages: [{ role: 'user', content: 'Good morning' }] });
  const ask = (bytes: number) =>
    fetch(gateway.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.apiKey}`, 'content-type': 'application/json' },
      body: body.padEnd(bytes),
    });
  expect((await ask(MAX_BODY_BYTES)).status).toBe(200);
  const refused = await ask(MAX_BODY_BYTES + 1);
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({
    error: { message: `The body is larger than ${MAX_BODY_BYTES} bytes.` },
  });
});
