import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../../server/platform/db/embedded-postgres/free-port.ts';
import { asTenant } from '../../../server/platform/db/prisma.ts';
import { childEnvironment } from '../../../server/platform/env.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

const ENTRY = path.resolve(import.meta.dirname, '../../../server/processes/gateway.ts');
const MAX_BODY_BYTES = 2048;

let database: TestDatabase;
let tenant: TestTenant;
let gateway: ChildProcess;
let url: string;

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
  const port = await freePort();
  url = `http://127.0.0.1:${port}/v1/chat/completions`;
  gateway = fork(ENTRY, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: childEnvironment({
      PORT: String(port),
      HEDDLE_HOST: '127.0.0.1',
      HEDDLE_MAX_BODY_BYTES: String(MAX_BODY_BYTES),
    }),
  });
  await once(gateway, 'message');
});
afterAll(async () => {
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
  await database.close();
});

it('that finds its port taken says so to the supervisor, and ends', async () => {
  const { port } = new URL(url);
  const second = fork(ENTRY, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: childEnvironment({ PORT: port, HEDDLE_HOST: '127.0.0.1' }),
  });
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
    fetch(url, {
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
