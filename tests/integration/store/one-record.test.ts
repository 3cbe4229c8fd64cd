import { afterAll, describe, expect, it } from 'vitest';
import type { GatewayRequest, GatewayResponse } from '../../../server/gateway/message.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import { apiKey, gatewayUnderTest, testSettings } from '../../contract/support/gateway-under-test.ts';
import {
  json,
  openAiAnswer,
  openAiStream,
  type Script,
  scriptedUpstream,
  silence,
  stream,
} from '../../contract/support/scripted-upstream.ts';
import { createTestDatabase } from '../../support/database.ts';

const database = await createTestDatabase();
const ledger = openLedger({
  databaseUrl: database.url,
  home: database.home,
  logger: createLogger('ledger'),
});
const closers: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const close of closers) await close();
  await ledger.close();
  await database.close();
});

const { opening, text, finish, usage, done } = openAiStream;

/** How an upstream behaves, what the client does, and what the ledger is to say. */
interface Case {
  upstream: Script;
  stream: boolean;
  /** Reads to the end, leaves after the first words, or leaves before there are any. */
  client: 'stays' | 'leaves-midway' | 'leaves-at-once';
  record: Record<string, unknown>;
}

const cases: Record<string, Case> = {
  'a whole answer': {
    upstream: json(200, openAiAnswer),
    stream: false,
    client: 'stays',
    record: {
      ended_by: 'completed',
      http_status: 200,
      input_tokens: 11,
      output_tokens: 3,
      usage_estimated: false,
    },
  },
  'a stream': {
    upstream: stream(opening, text('Good day.'), finish, usage, done),
    stream: true,
    client: 'stays',
    record: {
      ended_by: 'completed',
      http_status: 200,
      input_tokens: 11,
      output_tokens: 3,
      usage_estimated: false,
    },
  },
  'a stream without usage': {
    upstream: stream(opening, text('Good day.'), finish, done),
    stream: true,
    client: 'stays',
    record: { ended_by: 'completed', http_status: 200, output_tokens: 3, usage_estimated: true },
  },
  'a stream that broke off': {
    upstream: stream(opening, text('Good day.'), null),
    stream: true,
    client: 'stays',
    record: { ended_by: 'upstream', http_status: 200, output_tokens: 3, usage_estimated: true },
  },
  'a stream that was abandoned': {
    upstream: stream(
      opening,
      text('Good'),
      text(' day.'),
      ...Array.from({ length: 200 }, () => text(' More.')),
    ),
    stream: true,
    client: 'leaves-midway',
    record: { ended_by: 'client', error_code: 'client_closed', usage_estimated: true },
  },
  'a request that was abandoned before its answer': {
    upstream: silence,
    stream: false,
    client: 'leaves-at-once',
    record: {
      ended_by: 'client',
      error_code: 'client_closed',
      http_status: 499,
      provider: 'openai',
      model_used: 'gpt-4o-mini',
      // "Hello!" and the framing, at 150 nano-dollars each.
      input_tokens: 8,
      output_tokens: 0,
      usage_estimated: true,
      cost_nano_usd: '1200',
    },
  },
  'a stream that was abandoned before it began': {
    upstream: silence,
    stream: true,
    client: 'leaves-at-once',
    record: { ended_by: 'client', error_code: 'client_closed', http_status: 499, cost_nano_usd: '0' },
  },
  'an upstream that fails': {
    upstream: json(500, { error: { message: 'no' } }),
    stream: false,
    client: 'stays',
    record: { ended_by: 'upstream', error_code: 'upstream_error', input_tokens: 0, cost_nano_usd: '0' },
  },
};

async function run(kind: Case): Promise<string> {
  const leaving = new AbortController();
  const upstream = await scriptedUpstream((...exchange) => {
    if (kind.client === 'leaves-at-once') leaving.abort();
    return kind.upstream(...exchange);
  });
  const { gateway } = gatewayUnderTest({
    channels: [{ provider: 'openai', baseUrl: upstream.url, models: { m: 'gpt-4o-mini' } }],
    ledger,
    settings: { retry: { ...testSettings.retry, rounds: 1 } },
  });
  closers.push(upstream.close, () => gateway.close(500));
  const request: GatewayRequest = {
    method: 'POST',
    path: '/v1/chat/completions',
    query: '',
    clientAddress: '203.0.113.7',
    headers: { authorization: `Bearer ${apiKey}` },
    readBody: async () =>
      Buffer.from(
        JSON.stringify({ model: 'm', stream: kind.stream, messages: [{ role: 'user', content: 'Hello!' }] }),
      ),
    signal: leaving.signal,
  };
  const response = await gateway.serve(request);
  await consume(response, kind, leaving);
  return response.headers['x-heddle-request-id'] ?? '';
}

async function consume({ body }: GatewayResponse, { client }: Case, leaving: AbortController): Promise<void> {
  if (Buffer.isBuffer(body)) return;
  for await (const chunk of body) {
    if (client !== 'leaves-midway' || !chunk.includes('Good')) continue;
    // As a transport does when the connection closes: both, in whichever order.
    leaving.abort();
    break;
  }
}

describe('a request leaves exactly one record in Postgres', () => {
  it.each(Object.entries(cases))('%s', async (_, kind) => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => run(kind)));
    const { rows } = await database.owner.query('SELECT * FROM usage_records WHERE id = ANY($1)', [ids]);
    expect(new Set(ids).size).toBe(20);
    expect(rows).toHaveLength(20);
    for (const row of rows) expect(row).toMatchObject(kind.record);
  });

  it('and nothing else is there', async () => {
    const { rows } = await database.owner.query('SELECT count(*)::int AS records FROM usage_records');
    expect(rows).toEqual([{ records: 20 * Object.keys(cases).length }]);
  });
});
