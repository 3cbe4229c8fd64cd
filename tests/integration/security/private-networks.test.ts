import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createGateway, type Gateway } from '../../../server/gateway/serve.ts';
import { settingsFromEnvironment } from '../../../server/gateway/settings.ts';
import { asPlatform, asTenant } from '../../../server/platform/db/prisma.ts';
import { environment } from '../../../server/platform/env.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { listAudit } from '../../../server/services/audit/list-audit.ts';
import { createChannel } from '../../../server/services/channels/create-channel.ts';
import { fetchModels } from '../../../server/services/channels/fetch-models.ts';
import { testChannel } from '../../../server/services/channels/test-channel.ts';
import { tryUnsavedChannel } from '../../../server/services/channels/try-unsaved-channel.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { listPlatformTenants } from '../../../server/services/platform/list-platform-tenants.ts';
import { setPrivateNetworks } from '../../../server/services/platform/set-private-networks.ts';
import { getTenant } from '../../../server/services/tenants/get-tenant.ts';
import { openConfiguration } from '../../../server/store/configuration/open-configuration.ts';
import type { ConfigurationStore } from '../../../server/store/configuration.ts';
import { MemoryLedger } from '../../../server/store/ledger/memory-ledger.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const LOOPBACK = '127.0.0.0/8';
let database: TestDatabase;
let configuration: ConfigurationStore;
let gateway: Gateway;
let upstream: Server;
let baseUrl: string;
let acme: World;
let globex: World;

beforeAll(async () => {
  database = await createTestDatabase();
  upstream = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        id: 'x',
        object: 'chat.completion',
        created: 1,
        model: 'm',
        choices: [{ index: 0, message: { role: 'assistant', content: 'OK' }, finish_reason: 'stop' }],
      }),
    );
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`;
  acme = await createWorld(database);
  globex = await createWorld(database);
  const logger = makeLogger('silent', { write: () => undefined });
  configuration = openConfiguration({ databaseUrl: database.url, logger });
  const settings = settingsFromEnvironment(environment());
  gateway = createGateway({ configuration, ledger: new MemoryLedger(), settings, logger });
});
afterAll(async () => {
  await gateway.close(0);
  await configuration.close();
  upstream.closeAllConnections();
  upstream.close();
  await database.close();
});

const open = (world: World, networks: string[]) =>
  invoke(setPrivateNetworks, callerOf(world.operator), { id: world.tenant.id, networks });

/** A channel that came past the operations, as one does that was made while its network was open. */
async function plantChannel({ tenant }: World, model: string): Promise<void> {
  const id = randomUUID();
  await asPlatform((transaction) =>
    transaction.channel.create({
      data: {
        id,
        tenantId: tenant.id,
        name: id,
        provider: 'vllm',
        baseUrl,
        models: { create: { tenantId: tenant.id, name: model, upstreamName: 'm' } },
      },
    }),
  );
}

async function statusOf(world: World, model: string): Promise<number> {
  const { status } = await gateway.serve({
    method: 'POST',
    path: '/v1/chat/completions',
    query: '',
    clientAddress: '203.0.113.7',
    headers: { authorization: `Bearer ${world.team.apiKey}` },
    readBody: async () => Buffer.from(JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }] })),
    signal: new AbortController().signal,
  });
  return status;
}

it('a network that was opened to a tenant is reached by its channels, and by nobody else’s', async () => {
  const wanted = {
    tenant: acme.tenant.slug,
    name: 'inside',
    provider: 'vllm',
    baseUrl,
    models: ['inside'],
  };
  await expect(invoke(createChannel, callerOf(acme.owner), wanted)).rejects.toMatchObject({
    code: 'invalid_request',
    message: expect.stringContaining('in no network that the operator has opened'),
  });
  expect(await open(acme, [LOOPBACK])).toEqual({ id: acme.tenant.id, networks: [LOOPBACK] });
  const { id } = await invoke(createChannel, callerOf(acme.owner), wanted);
  expect(await invoke(testChannel, callerOf(acme.owner), { tenant: acme.tenant.slug, id })).toMatchObject({
    ok: true,
  });
  await vi.waitFor(async () => expect(await statusOf(acme, 'inside')).toBe(200), 10_000);
  // A connection to that very address stands by now.
  await plantChannel(globex, 'inside');
  await vi.waitFor(async () => expect(await statusOf(globex, 'inside')).toBe(502), 10_000);
  await open(acme, []);
  await vi.waitFor(async () => expect(await statusOf(acme, 'inside')).toBe(502), 10_000);
  expect(await invoke(testChannel, callerOf(acme.owner), { tenant: acme.tenant.slug, id })).toMatchObject({
    ok: false,
    error: { code: 'upstream_address_refused' },
  });
});

it('a channel that is not saved yet reaches no further, neither for a test nor for its models', async () => {
  const { slug: tenant } = globex.tenant;
  const unsaved = { tenant, provider: 'vllm', credential: 'sk-planted-0123456789abcdef' };
  for (const address of [baseUrl, 'http://169.254.169.254/latest', 'https://[::ffff:10.0.0.1]/v1']) {
    const input = { ...unsaved, baseUrl: address };
    for (const ask of [
      () => invoke(fetchModels, callerOf(globex.owner), input),
      () => invoke(tryUnsavedChannel, callerOf(globex.owner), { ...input, model: 'm' }),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'invalid_request', path: 'baseUrl' });
    }
  }
});

it('the operator sets them, the tenant sees them, and both find who did it', async () => {
  await open(globex, ['fd00:1::/64', '10.20.0.0/16', '10.20.0.0/16']);
  const networks = ['10.20.0.0/16', 'fd00:1::/64'];
  const { slug: tenant, id } = globex.tenant;
  expect(await invoke(getTenant, callerOf(globex.owner), { tenant })).toMatchObject({
    privateNetworks: networks,
  });
  const { items } = await invoke(listPlatformTenants, callerOf(globex.operator), { limit: 200 });
  expect(items.find((each) => each.id === id)).toMatchObject({ privateNetworks: networks });
  const { items: events } = await invoke(listAudit, callerOf(globex.owner), { tenant });
  expect(events[0]).toMatchObject({
    operation: 'platform.setPrivateNetworks',
    actorName: globex.operator.email,
    details: { id, networks: expect.arrayContaining(networks) },
  });
  await expect(
    invoke(setPrivateNetworks, callerOf(globex.owner), { id, networks: [] }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

it('no tenant’s transaction may write them, nor see another’s', async () => {
  await open(globex, [LOOPBACK]);
  const tenantId = acme.tenant.id;
  expect(await asTenant(tenantId, (transaction) => transaction.privateNetwork.findMany())).toEqual([]);
  await expect(
    asTenant(tenantId, (transaction) =>
      transaction.privateNetwork.create({ data: { tenantId, network: LOOPBACK } }),
    ),
  ).rejects.toThrow('permission denied');
});

it.each(['10.0.0.1/8', 'everything', '10.0.0.0/33', ''])('%o is refused, and named', async (network) => {
  await expect(open(acme, ['::1', network])).rejects.toMatchObject({
    code: 'invalid_request',
    path: 'networks[1]',
    message: expect.stringContaining('Expected a network such as 10.20.0.0/16'),
  });
});
