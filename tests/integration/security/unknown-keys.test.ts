import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../server/gateway/serve.ts';
import { settingsFromEnvironment } from '../../../server/gateway/settings.ts';
import { environment } from '../../../server/platform/env.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { openConfiguration } from '../../../server/store/configuration/open-configuration.ts';
import type { ConfigurationStore } from '../../../server/store/configuration.ts';
import { MemoryLedger } from '../../../server/store/ledger/memory-ledger.ts';
import { gatewayListener } from '../../../server/transports/node/gateway-listener.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createTenant } from '../../support/tenant.ts';

let database: TestDatabase;
let configuration: ConfigurationStore;
let gateway: Gateway;
let server: Server;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.HEDDLE_TRUST_PROXY = '1';
  const logger = makeLogger('silent', { write: () => undefined });
  configuration = openConfiguration({ databaseUrl: database.url, logger });
  const settings = settingsFromEnvironment(environment());
  gateway = createGateway({ configuration, ledger: new MemoryLedger(), settings, logger });
  server = createServer(gatewayListener(gateway));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await gateway.close(0);
  await configuration.close();
  await database.close();
});

/** Lists models as a client at this address, which the proxy in front of us tells. */
function ask(key: string, address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/v1/models`, {
    headers: { 'x-api-key': key, 'x-forwarded-for': `1.1.1.1, ${address}`, ...headers },
  });
}

async function statusOf(response: Promise<Response>): Promise<number> {
  const { status, body } = await response;
  await body?.cancel();
  return status;
}

it('seven hundred unknown keys at once keep no valid one out, that is not in memory yet', async () => {
  const tenants = await Promise.all(Array.from({ length: 20 }, () => createTenant()));
  const unknown = Array.from({ length: 700 }, (_, index) =>
    statusOf(ask(`hdl_unknown-key-${index}-00000000`, '203.0.113.7')),
  );
  const valid = tenants.map(({ apiKey }) => statusOf(ask(apiKey, '203.0.113.7')));
  expect(await Promise.all(valid)).toEqual(Array(20).fill(200));
  expect(new Set(await Promise.all(unknown))).toEqual(new Set([401]));
});

it('a network that goes on is told to wait, in the format of its client, and nobody else is', async () => {
  const hostile = '2001:db8:0:1::';
  const answers = await Promise.all(
    Array.from({ length: 1_500 }, async (_, index) => {
      const key = `hdl_guessed-key-${index}-00000000`;
      const address = `${hostile}${index.toString(16)}`;
      const answer = await ask(key, address, { 'anthropic-version': '2023-06-01' });
      return { status: answer.status, wait: answer.headers.get('retry-after'), body: await answer.json() };
    }),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(answers.filter(({ status }) => status === 401).length).toBe(answers.length - refused.length);
  expect(refused[0]).toMatchObject({
    wait: '1',
    body: { type: 'error', error: { type: 'rate_limit_error' } },
  });
  const { apiKey } = await createTenant();
  // The gateway hears of the new key, which takes what was read of it before out of memory again.
  await setTimeout(1_000);
  expect(await statusOf(ask(apiKey, '198.51.100.1'))).toBe(200);
  // In memory by now, and so of no concern to the allowance.
  expect(await statusOf(ask(apiKey, `${hostile}1`))).toBe(200);
  expect(await statusOf(ask('hdl_guessed-key-elsewhere-0', '198.51.100.2'))).toBe(401);
});
