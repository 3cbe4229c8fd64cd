import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createChannel } from '../../../server/services/channels/create-channel.ts';
import { testChannel } from '../../../server/services/channels/test-channel.ts';
import { updateChannel } from '../../../server/services/channels/update-channel.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const CREDENTIAL = 'sk-planted-0123456789abcdef';
let database: TestDatabase;
let world: World;
let upstream: Server;
let baseUrl: string;
let answer: { status: number; body: string };
let seen: { path: string; headers: IncomingHttpHeaders; body: string }[];

beforeAll(async () => {
  process.env.HEDDLE_ALLOW_PRIVATE_UPSTREAMS = '1';
  database = await createTestDatabase();
  upstream = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
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
