import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createChannel } from '../../../server/services/channels/create-channel.ts';
import { fetchModels } from '../../../server/services/channels/fetch-models.ts';
import { getChannel } from '../../../server/services/channels/get-channel.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { getModel } from '../../../server/services/models/get-model.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const CREDENTIAL = 'sk-planted-0123456789abcdef';
let database: TestDatabase;
let world: World;
let upstream: Server;
let baseUrl: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: IncomingMessage[];

beforeAll(async () => {
  process.env.HEDDLE_ALLOW_PRIVATE_UPSTREAMS = '1';
  database = await createTestDatabase();
  upstream = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`;
});
beforeEach(async () => {
  world = await createWorld(database);
  seen = [];
});
afterAll(async () => {
  upstream.closeAllConnections();
  upstream.close();
  await database.close();
});

const fetchFrom = (input: object = {}) =>
  invoke(fetchModels, callerOf(world.owner), {
    tenant: world.tenant.slug,
    provider: 'openai',
    baseUrl,
    credential: CREDENTIAL,
    ...input,
  });

const json =
  (body: unknown, status = 200) =>
  (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

it('lists a provider’s models with what is known of each and its price', async () => {
  answer = json({
    object: 'list',
    data: [{ id: 'gpt-4o-mini' }, { id: 'no-such-model' }, { id: 'whisper-1' }],
  });
  const result = await fetchFrom();
  expect(result).toMatchObject({ ok: true, outcome: 'answered', status: 200, truncated: false, error: null });
  expect(result.items).toMatchObject([
    {
      name: 'gpt-4o-mini',
      chat: true,
      facts: {
        contextTokens: 128_000,
        outputTokens: 16_384,
        capabilities: ['tools', 'images', 'json-schema'],
      },
      price: { inputNanoUsdPerMillion: '150000000', outputNanoUsdPerMillion: '600000000' },
    },
    { name: 'no-such-model', price: null, facts: { capabilities: null } },
    { name: 'whisper-1', chat: false },
  ]);
  expect(seen[0]).toMatchObject({
    method: 'GET',
    url: '/v1/models',
    headers: { authorization: `Bearer ${CREDENTIAL}` },
  });
});

it('turns the pages of Anthropic’s and Gemini’s lists', async () => {
  answer = ({ url }, response) =>
    json(
      url?.includes('after_id=a')
        ? { data: [{ id: 'b' }], has_more: false, last_id: 'b' }
        : { data: [{ id: 'a' }], has_more: true, last_id: 'a' },
    )({} as IncomingMessage, response);
  expect((await fetchFrom({ provider: 'anthropic' })).items.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(seen[0]?.headers).toMatchObject({ 'x-api-key': CREDENTIAL, 'anthropic-version': '2023-06-01' });
  answer = ({ url }, response) =>
    json(
      url?.includes('pageToken=more')
        ? { models: [{ name: 'models/b' }] }
        : { models: [{ name: 'models/a' }], nextPageToken: 'more' },
    )({} as IncomingMessage, response);
  expect((await fetchFrom({ provider: 'gemini' })).items.map(({ name }) => name)).toEqual(['a', 'b']);
});

it('stops at a list without an end, and at one that goes round in circles', async () => {
  let page = 0;
  answer = (request, response) => {
    page++;
    json({ data: [{ id: `m${page}` }], has_more: true, last_id: `m${page}` })(request, response);
  };
  expect(await fetchFrom({ provider: 'anthropic' })).toMatchObject({ ok: true, truncated: true });
  expect(seen.length).toBeLessThanOrEqual(20);
  seen = [];
  answer = json({ data: [{ id: 'm' }], has_more: true, last_id: 'm' });
  expect((await fetchFrom({ provider: 'anthropic' })).items).toHaveLength(1);
  expect(seen).toHaveLength(2);
});

it('shows 5,000 models of a longer list, and reads no more than 2 MiB', async () => {
  answer = json({ data: Array.from({ length: 6_000 }, (_, index) => ({ id: `m${index}` })) });
  const many = await fetchFrom();
  expect(many.truncated).toBe(true);
  expect(many.items).toHaveLength(5_000);
  answer = json({ data: [{ id: 'm', description: 'x'.repeat(3 * 1024 * 1024) }] });
  expect(await fetchFrom()).toMatchObject({ ok: false, outcome: 'too_long', items: [] });
});

it.each([
  [
    'a refused key',
    json({ error: { message: 'Incorrect API key provided' } }, 401),
    'credential_refused',
    'Incorrect API key provided',
  ],
  [
    'no list there',
    json({ error: { message: 'Unknown model path' } }, 404),
    'wrong_path',
    'Unknown model path',
  ],
  ['another answer', json({ hello: 'world' }), 'malformed', null],
  [
    'a page',
    (_: IncomingMessage, response: ServerResponse) => void response.end('<html>'),
    'malformed',
    null,
  ],
  ['a failure', json({ error: { message: 'Oh no' } }, 500), 'failed', 'Oh no'],
])('says what it met: %s', async (_, how, outcome, said) => {
  answer = how;
  expect(await fetchFrom()).toMatchObject({ ok: false, outcome, items: [], error: { said } });
});

it('repeats no credential that the provider repeats', async () => {
  answer = json({ error: { message: `You sent ${CREDENTIAL}` } }, 401);
  expect(JSON.stringify(await fetchFrom())).not.toContain(CREDENTIAL);
});

it('uses a stored credential for its own address, and asks again for another', async () => {
  answer = json({ data: [] });
  const { id } = await invoke(createChannel, callerOf(world.owner), {
    tenant: world.tenant.slug,
    name: 'stored',
    provider: 'openai',
    baseUrl,
    credential: CREDENTIAL,
    models: ['m'],
  });
  await fetchFrom({ id, credential: null });
  expect(seen[0]?.headers.authorization).toBe(`Bearer ${CREDENTIAL}`);
  await expect(fetchFrom({ id, credential: null, baseUrl: `${baseUrl}/other` })).rejects.toMatchObject({
    path: 'credential',
  });
  expect(seen).toHaveLength(1);
});

it('is for those who may write channels', async () => {
  await expect(
    invoke(fetchModels, callerOf(world.member), { tenant: world.tenant.slug, provider: 'simulator' }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

it('knows the simulator’s models without asking anybody', async () => {
  const result = await fetchFrom({ provider: 'simulator', baseUrl: null, credential: null });
  expect(result).toMatchObject({ ok: true, status: null });
  expect(result.items[0]).toMatchObject({ name: 'simulator', price: { version: 'free:simulator' } });
  expect(seen).toHaveLength(0);
});

it('keeps what the list said with the channel, and shows it with the model', async () => {
  const facts = { contextTokens: 12_345, outputTokens: 678, capabilities: ['tools'] };
  const { id } = await invoke(createChannel, callerOf(world.owner), {
    tenant: world.tenant.slug,
    name: 'own server',
    provider: 'vllm',
    baseUrl,
    models: [{ name: 'public', upstream: 'mine', facts }],
  });
  const channel = await invoke(getChannel, callerOf(world.owner), { tenant: world.tenant.slug, id });
  expect(channel.models).toEqual([{ name: 'public', upstream: 'mine', facts }]);
  const model = await invoke(getModel, callerOf(world.owner), { tenant: world.tenant.slug, name: 'public' });
  expect(model).toMatchObject({
    name: 'public',
    channels: [{ id, upstream: 'mine', facts, price: null, enabled: true }],
  });
});
