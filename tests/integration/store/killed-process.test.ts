import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { asTenant } from '../../../server/platform/db/prisma.ts';
import {
  openAiStream,
  type ScriptedUpstream,
  scriptedUpstream,
} from '../../contract/support/scripted-upstream.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type GatewayProcess, startGatewayProcess } from '../../support/gateway-process.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

const { opening, text, finish, usage, done } = openAiStream;
const SECRET_WORD = 'xylophone';

let database: TestDatabase;
let tenant: TestTenant;
let upstream: ScriptedUpstream;
let gateway: GatewayProcess;

/** Says what it is asked for, one piece a word: `hold` waits for ever, `pause` for more than a tick of progress. */
async function obey(response: ServerResponse, request: { body: string }): Promise<void> {
  const { messages, stream } = JSON.parse(request.body) as {
    messages: { content: string }[];
    stream?: boolean;
  };
  // A whole answer takes for ever.
  if (!stream) return;
  const script = messages.at(-1)?.content.split(' ')[0]?.split('-') ?? [];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(opening);
  for (const word of script) {
    if (word === 'hold') return;
    if (word === 'pause') await delay(1_500);
    else if (word === 'end') response.end(`${finish}${usage}${done}`);
    else response.write(text(word));
    await delay(5);
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  tenant = await createTenant();
  upstream = await scriptedUpstream(obey);
  await asTenant(tenant.id, async (transaction) => {
    const { id } = await transaction.channel.create({
      data: { tenantId: tenant.id, name: 'scripted', provider: 'openai', baseUrl: upstream.url },
    });
    await transaction.channelModel.create({
      data: { tenantId: tenant.id, channelId: id, name: 'm', upstreamName: 'gpt-4o-mini' },
    });
  });
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.kill('SIGTERM');
  await upstream.close();
  await database.close();
});

function startGateway(): Promise<GatewayProcess> {
  return startGatewayProcess({ HEDDLE_ALLOW_PRIVATE_UPSTREAMS: '1' });
}

/** Sends a request whose first word is the upstream's script; resolves with its id once the answer holds `until`. */
async function ask(script: string, until: string): Promise<string> {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${tenant.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'm',
      stream: true,
      messages: [{ role: 'user', content: `${script} ${SECRET_WORD.repeat(40)}` }],
    }),
  });
  const id = response.headers.get('x-heddle-request-id') ?? '';
  const reader = response.body?.getReader();
  let seen = '';
  while (reader && !seen.includes(until)) {
    const { value, done: ended } = await reader.read();
    if (ended) break;
    seen += Buffer.from(value).toString('utf8');
  }
  if (until !== '[DONE]') void drain(reader);
  return id;
}

/** The connection is to break off with the process, not before. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  while (reader) if ((await reader.read().catch(() => ({ done: true }))).done) return;
}

const spool = () => path.join(database.home, 'ledger-spool');

function openFiles(): string[] {
  return existsSync(spool()) ? readdirSync(spool()).filter((name) => name.endsWith('.open')) : [];
}

async function rowsOf(ids: string[]) {
  const { rows } = await database.owner.query('SELECT * FROM usage_records WHERE id = ANY($1)', [ids]);
  return rows;
}

it('leaves exactly one record of every answer that a killed process had begun', async () => {
  const long = 'sentence_of_forty_bytes_to_count_tokens_'.repeat(10);
  const [completedBefore, middle] = await Promise.all([
    ask('one-end', '[DONE]'),
    ask(`${long}-pause-late-hold`, 'late'),
  ]);
  const begun = await Promise.all(Array.from({ length: 20 }, () => ask('first-hold', 'first')));
  // Settled a moment ago: what is on disk does not know of it yet.
  const completed = await ask('two-end', '[DONE]');
  const onDisk = openFiles().map((name) => readFileSync(path.join(spool(), name), 'utf8'));
  expect(onDisk.join('')).toContain(`"id":"${completed}"`);
  expect(onDisk.join('')).not.toContain(SECRET_WORD);
  expect(onDisk.join('')).not.toContain('sentence_of');
  await gateway.kill('SIGKILL');

  const all = [completedBefore, completed, middle, ...begun];
  expect(new Set(all).size).toBe(23);
  expect((await rowsOf(all)).map(({ id }) => id).sort()).toEqual([completedBefore, completed].sort());

  gateway = await startGateway();
  await vi.waitFor(() => expect(openFiles()).toEqual([]), { timeout: 15_000 });
  const rows = await rowsOf(all);
  expect(rows).toHaveLength(23);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const id of [completedBefore, completed]) {
    expect(byId.get(id)).toMatchObject({ ended_by: 'completed', output_tokens: 3, usage_estimated: false });
  }
  for (const id of [middle, ...begun]) {
    expect(byId.get(id)).toMatchObject({
      ended_by: 'interrupted',
      error_code: 'interrupted',
      http_status: 200,
      stream: true,
      usage_estimated: true,
      tenant_id: tenant.id,
      model_requested: 'm',
      model_used: 'gpt-4o-mini',
      provider: 'openai',
      price_version: expect.stringContaining('gpt-4o-mini'),
      attempts: [expect.objectContaining({ channelName: 'scripted', status: 200, errorCode: null })],
      raw_usage: null,
    });
    // 360 bytes of prompt at least, in some 850 of body at most.
    expect(byId.get(id)?.input_tokens).toBeGreaterThan(90);
    expect(byId.get(id)?.input_tokens).toBeLessThan(240);
    expect(Number(byId.get(id)?.cost_nano_usd)).toBeGreaterThan(90 * 150);
  }
  // 400 bytes, and "late".
  expect(byId.get(middle)?.output_tokens).toBeGreaterThanOrEqual(100);
  expect(byId.get(middle)?.latency_ms).toBeGreaterThanOrEqual(900);
}, 60_000);

it('leaves exactly one record of every request that had reached its provider, though nothing was answered', async () => {
  const asked = 40;
  const before = upstream.received.length;
  const answers = Array.from({ length: asked }, () =>
    fetch(gateway.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: SECRET_WORD.repeat(40) }] }),
    }).then(
      () => 'answered',
      () => 'broken off',
    ),
  );
  // In the middle of it: some are under way, some still come.
  await vi.waitFor(() => expect(upstream.received.length - before).toBeGreaterThan(asked / 4), {
    timeout: 15_000,
    interval: 1,
  });
  await gateway.kill('SIGKILL');
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['broken off']));
  gateway = await startGateway();
  await vi.waitFor(() => expect(openFiles()).toEqual([]), { timeout: 15_000 });
  const { rows } = await database.owner.query('SELECT * FROM usage_records WHERE NOT stream');
  // The last ones may have been put down and not sent.
  expect(rows.length).toBeGreaterThanOrEqual(upstream.received.length - before);
  expect(rows.length).toBeLessThanOrEqual(asked);
  for (const row of rows) {
    expect(row).toMatchObject({
      ended_by: 'interrupted',
      http_status: 503,
      latency_first_byte_ms: null,
      output_tokens: 0,
      usage_estimated: true,
      provider: 'openai',
      attempts: [expect.objectContaining({ channelName: 'scripted', status: null })],
    });
    expect(row.input_tokens).toBeGreaterThan(90);
    expect(Number(row.cost_nano_usd)).toBe(row.input_tokens * 150);
  }
}, 60_000);
