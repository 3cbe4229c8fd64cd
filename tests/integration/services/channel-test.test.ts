import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { asTenant } from '../../../server/platform/db/prisma.ts';
import { createChannel } from '../../../server/services/channels/create-channel.ts';
import { getChannel } from '../../../server/services/channels/get-channel.ts';
import { listChannels } from '../../../server/services/channels/list-channels.ts';
import { testChannel } from '../../../server/services/channels/test-channel.ts';
import { tryUnsavedChannel } from '../../../server/services/channels/try-unsaved-channel.ts';
import { updateChannel } from '../../../server/services/channels/update-channel.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { selfSigned } from '../../support/self-signed.ts';

const CREDENTIAL = 'sk-planted-0123456789abcdef';
let database: TestDatabase;
let world: World;
let upstream: Server;
let baseUrl: string;
let answer: { status: number; body: string; headers?: Record<string, string> };
let seen: { path: string; headers: IncomingHttpHeaders; body: string }[];

beforeAll(async () => {
  process.env.HEDDLE_ALLOW_PRIVATE_UPSTREAMS = '1';
  database = await createTestDatabase();
  upstream = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
    response
      .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      .end(answer.body);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`;
});
beforeEach(async () => {
  world = await createWorld(database);
  seen = [];
});
afterAll(async () => {
  upstream.close();
  await database.close();
});

const tenant = () => ({ tenant: world.tenant.slug });

async function makeChannel(changes: object = {}): Promise<string> {
  const { id } = await invoke(createChannel, callerOf(world.owner), {
    ...tenant(),
    name: 'upstream',
    provider: 'openai',
    baseUrl,
    credential: CREDENTIAL,
    models: ['gpt-4o', { name: 'small', upstream: 'gpt-4o-mini' }],
    ...changes,
  });
  return id;
}

const test = (id: string, model?: string) =>
  invoke(testChannel, callerOf(world.owner), { ...tenant(), id, model });

it('really asks the provider, its cheapest model, with the channel’s credential', async () => {
  answer = {
    status: 200,
    body: JSON.stringify({
      id: 'x',
      object: 'chat.completion',
      created: 1,
      model: 'gpt-4o-mini',
      choices: [{ index: 0, message: { role: 'assistant', content: 'OK' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 5, completion_tokens: 1, total_tokens: 6 },
    }),
  };
  expect(await test(await makeChannel())).toMatchObject({
    ok: true,
    status: 200,
    model: 'gpt-4o-mini',
    text: 'OK',
    error: null,
  });
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({
    path: '/v1/chat/completions',
    headers: { authorization: `Bearer ${CREDENTIAL}` },
  });
  expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ model: 'gpt-4o-mini' });
});

it('says what the provider refused, without the credential', async () => {
  answer = {
    status: 401,
    body: JSON.stringify({ error: { message: `Incorrect API key provided: ${CREDENTIAL}` } }),
  };
  const result = await test(await makeChannel(), 'gpt-4o');
  expect(result).toMatchObject({
    ok: false,
    status: 401,
    model: 'gpt-4o',
    error: { code: 'upstream_authentication' },
  });
  expect(JSON.stringify(result)).not.toContain(CREDENTIAL);
});

it.each([
  ['in a refusal', 401, (said: string) => `{"error":{"message":"You sent ${said}"}}`],
  ['in a failure cut short', 500, (said: string) => `${'x'.repeat(190)} ${said}`],
  [
    'in an answer cut short',
    200,
    (said: string) => `{"choices":[{"message":{"content":"${'x'.repeat(190)}${said}"}}]}`,
  ],
])(
  'shows no credential that a provider repeats %s, of whatever shape and however it is written',
  async (_, status, body) => {
    const credential = 'of/no/known-shape';
    const id = await makeChannel({ credential });
    for (const written of [credential, credential.replaceAll('/', '\\/')]) {
      answer = { status, body: body(written) };
      const result = JSON.stringify(await test(id));
      expect(result.replaceAll('\\', '')).not.toContain('of/no');
    }
  },
);

it.each([
  ['text that is no JSON', 200, '<html>'],
  ['an answer of another format', 200, '{"surprise":1}'],
  ['nothing', 200, ''],
  ['a failure in HTML', 500, '<html>'],
])('takes %s from the provider for a failed test, not for a failure of ours', async (_, status, body) => {
  answer = { status, body };
  expect(await test(await makeChannel())).toMatchObject({
    ok: false,
    status,
    error: { code: expect.stringMatching(/^upstream_/) },
  });
});

it('says that nobody answers there', async () => {
  const id = await makeChannel({ baseUrl: 'http://127.0.0.1:1/v1' });
  expect(await test(id)).toMatchObject({
    ok: false,
    status: null,
    error: { code: 'upstream_unreachable', message: 'The provider refused the connection.' },
  });
});

it('asks the simulator without a network', async () => {
  expect(await test(world.channelId)).toMatchObject({ ok: true, status: null, error: null });
});

const openaiError = (message: string, code?: string) => JSON.stringify({ error: { message, code } });

it.each([
  [
    401,
    openaiError('Incorrect API key provided: sk-***'),
    'credential_refused',
    'Incorrect API key provided: sk-***',
  ],
  [403, openaiError('Country not supported'), 'not_permitted', 'Country not supported'],
  [
    404,
    openaiError('The model does not exist', 'model_not_found'),
    'model_unknown',
    'The model does not exist',
  ],
  [404, '<html><title>404 Not Found</title></html>', 'wrong_path', '404 Not Found'],
  [429, openaiError('Rate limit reached'), 'rate_limited', 'Rate limit reached'],
  [500, openaiError('The server had an error'), 'failed', 'The server had an error'],
  [200, '<html><title>Welcome</title></html>', 'malformed', 'Welcome'],
])('leads with what HTTP %i %s means, and quotes the provider', async (status, body, outcome, said) => {
  answer = { status, body };
  const id = await makeChannel();
  expect(await test(id)).toMatchObject({ ok: false, outcome, status, error: { said } });
  // The list has it too.
  const { items } = await invoke(listChannels, callerOf(world.owner), tenant());
  expect(items.find((channel) => channel.id === id)).toMatchObject({
    lastSuccess: null,
    lastFailure: { outcome, status, message: said, byTest: true, model: 'gpt-4o-mini' },
  });
});

it('follows no redirect, and says that it was one', async () => {
  answer = { status: 302, body: '', headers: { location: `${baseUrl}/elsewhere` } };
  expect(await test(await makeChannel())).toMatchObject({ outcome: 'redirected', status: 302 });
  expect(seen).toHaveLength(1);
});

it('tells a refused connection, one broken off, and an address without HTTPS apart', async () => {
  const broken = createTcpServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  const { port } = broken.address() as AddressInfo;
  const cases = [
    ['http://127.0.0.1:1/v1', 'connection_refused'],
    [`http://127.0.0.1:${port}/v1`, 'connection_broken'],
    [baseUrl.replace('http:', 'https:'), 'not_tls'],
    ['https://no-such-host.invalid/v1', 'host_unknown'],
  ] as const;
  for (const [address, outcome] of cases) {
    const id = await makeChannel({ name: address, baseUrl: address });
    expect(await test(id)).toMatchObject({ outcome, status: null });
  }
  broken.close();
});

it('says that it is the certificate that is not trusted', async () => {
  const server = createTlsServer(selfSigned(), (_, response) => void response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const id = await makeChannel({ baseUrl: `https://127.0.0.1:${port}/v1` });
  expect(await test(id)).toMatchObject({ ok: false, outcome: 'certificate_refused', status: null });
  server.close();
});

it('keeps the latest success beside the latest failure', async () => {
  const id = await makeChannel();
  answer = { status: 401, body: openaiError('No') };
  await test(id);
  answer = { status: 200, body: '{"choices":[{"message":{"role":"assistant","content":"OK"}}]}' };
  await test(id);
  const channel = await invoke(getChannel, callerOf(world.owner), { ...tenant(), id });
  expect(channel).toMatchObject({
    lastSuccess: { outcome: 'answered', status: 200, byTest: true },
    lastFailure: { outcome: 'credential_refused' },
  });
  expect((channel.lastSuccess?.at ?? '') >= (channel.lastFailure?.at ?? '')).toBe(true);
});

it('tries what stands in a form without keeping anything', async () => {
  answer = { status: 401, body: openaiError('No') };
  const id = await makeChannel();
  const attempt = (input: object) =>
    invoke(tryUnsavedChannel, callerOf(world.owner), {
      ...tenant(),
      provider: 'openai',
      baseUrl,
      model: 'gpt-4o',
      ...input,
    });
  const result = await attempt({ credential: 'sk-another-0123456789' });
  expect(result).toMatchObject({ ok: false, outcome: 'credential_refused', model: 'gpt-4o' });
  expect(seen.at(-1)?.headers.authorization).toBe('Bearer sk-another-0123456789');
  await attempt({ id });
  expect(seen.at(-1)?.headers.authorization).toBe(`Bearer ${CREDENTIAL}`);
  const kept = await asTenant(world.tenant.id, (transaction) => transaction.channelResult.count());
  expect(kept).toBe(0);
});

it('sends a stored credential to no address but its own when a form is tried', async () => {
  const id = await makeChannel();
  const moved = {
    ...tenant(),
    id,
    provider: 'openai',
    baseUrl: baseUrl.replace('/v1', '/v2'),
    model: 'gpt-4o',
  };
  await expect(invoke(tryUnsavedChannel, callerOf(world.owner), moved)).rejects.toMatchObject({
    path: 'credential',
  });
  const elsewhere = { ...tenant(), id, provider: 'vllm', baseUrl: moved.baseUrl, model: 'm' };
  await invoke(tryUnsavedChannel, callerOf(world.owner), elsewhere);
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

it('sends a stored credential nowhere else: a new address wants it again', async () => {
  const id = await makeChannel();
  const move = { ...tenant(), id, baseUrl: 'https://evil.example/v1' };
  await expect(invoke(updateChannel, callerOf(world.owner), move)).rejects.toMatchObject({
    path: 'credential',
  });
  const moved = await invoke(updateChannel, callerOf(world.owner), {
    ...move,
    credential: 'sk-another-0123456789',
  });
  expect(moved).toMatchObject({ baseUrl: 'https://evil.example/v1', credentialHint: '6789' });
});

it.each([
  ['ftp://example.com', /https/],
  ['https://user:pass@example.com', /no credential/],
  ['https://example.com/?key=1', /query/],
  ['not an address', /URL/],
])('refuses the address %s', async (address, reason) => {
  await expect(makeChannel({ baseUrl: address })).rejects.toMatchObject({
    path: 'baseUrl',
    message: expect.stringMatching(reason),
  });
});
