import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayRequest, GatewayResponse } from '../../../server/gateway/message.ts';
import { createGateway, type Gateway } from '../../../server/gateway/serve.ts';
import { settingsFromEnvironment } from '../../../server/gateway/settings.ts';
import { sealCredential } from '../../../server/platform/crypto/credential.ts';
import { asPlatform } from '../../../server/platform/db/prisma.ts';
import { environment } from '../../../server/platform/env.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { MemoryAdmission } from '../../../server/store/admission/memory/memory-admission.ts';
import { MemoryBudgetSpending } from '../../../server/store/budgets/memory-budget-spending.ts';
import { openConfiguration } from '../../../server/store/configuration/open-configuration.ts';
import type { ConfigurationStore } from '../../../server/store/configuration.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import type { Ledger } from '../../../server/store/ledger.ts';
import { createTestDatabase } from '../../support/database.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

/** What stands in prompts, by the shapes people paste: a provider's key, a Heddle key, a bearer token, a cloud's. */
const PASTED = [
  'sk-proj-PASTEDpastedPASTED0123456789',
  'hdl_PASTEDpastedPASTED0123456789abcdef',
  'PASTEDtoken.of-a-bearer_0123456789',
  'AKIAPASTEDPASTED0123',
];
const PASTED_TEXT = `keys: ${PASTED[0]}, ${PASTED[1]}, Authorization: Bearer ${PASTED[2]}, ${PASTED[3]}`;
/** The channel's credential, of no known shape; upstreams echo it in errors and headers. */
const CREDENTIAL = 'CREDENTIALcredential0123456789';
const WRONG_KEY = 'hdl_WRONGwrongWRONG0123456789';

const database = await createTestDatabase();
const logged: string[] = [];
const logger = makeLogger('trace', { write: (line) => logged.push(line) });
const shown: string[] = [];
let tenant: TestTenant;
let configuration: ConfigurationStore;
let ledger: Ledger;
let gateway: Gateway;
const upstream = createServer(answerLikeABadUpstream);

beforeAll(async () => {
  tenant = await createTenant();
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const address = upstream.address();
  const id = randomUUID();
  const sealed = sealCredential(CREDENTIAL, { tenantId: tenant.id, channelId: id });
  await asPlatform(async (transaction) => {
    await transaction.tenant.update({ where: { id: tenant.id }, data: { storeContent: true } });
    await transaction.channel.create({
      data: {
        id,
        tenantId: tenant.id,
        name: 'bad',
        provider: 'openai',
        baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`,
        credential: new Uint8Array(sealed.bytes),
        credentialKeyId: sealed.keyId,
        models: {
          create: ['refuses', 'streams', 'echoes'].map((name) => ({
            tenantId: tenant.id,
            name,
            upstreamName: name,
          })),
        },
      },
    });
  });
  configuration = openConfiguration({ databaseUrl: database.url, logger });
  ledger = openLedger({ databaseUrl: database.url, home: database.home, logger });
  const settings = { ...settingsFromEnvironment(environment()), allowPrivateUpstreams: true };
  const retry = { ...settings.retry, baseDelayMs: 1, maxDelayMs: 1 };
  gateway = createGateway({
    configuration,
    ledger,
    admission: new MemoryAdmission(),
    budgets: new MemoryBudgetSpending(),
    settings: { ...settings, retry },
    logger,
  });
});

afterAll(async () => {
  await gateway.close();
  await Promise.all([ledger.close(), configuration.close()]);
  upstream.closeAllConnections();
  upstream.close();
  await database.close();
});

/** Repeats the credential it was sent wherever it can. */
function answerLikeABadUpstream(request: IncomingMessage, response: ServerResponse): void {
  const credential = request.headers.authorization ?? '';
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    response.setHeader('x-request-id', credential);
    if (body.includes('"model":"refuses"')) {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          error: { message: `Incorrect API key: ${credential}`, type: credential, code: credential },
        }),
      );
    } else if (body.includes('"model":"streams"')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // In pieces, as models speak: each secret is spread over several events.
      for (const piece of `streamed back: ${PASTED_TEXT}`.match(/.{1,7}/gs) ?? []) {
        response.write(`data: ${JSON.stringify(chunkOf(piece))}\n\n`);
      }
      const error = { message: `Lost ${credential}`, code: credential };
      // Later, or nothing of the answer would have reached the client, and another attempt took its place.
      setTimeout(() => response.end(`data: ${JSON.stringify({ error })}\n\n`), 100);
    } else {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answerOf(`you sent ${PASTED_TEXT}`, credential)));
    }
  });
}

function chunkOf(content: string) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'streams',
    choices: [{ index: 0, delta: { content }, finish_reason: null }],
  };
}

function answerOf(content: string, credential: string) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: credential,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2, note: credential },
  };
}

async function send(
  changes: Partial<GatewayRequest> & { model?: string; stream?: boolean },
): Promise<GatewayResponse> {
  const { model = 'echoes', stream = false, ...request } = changes;
  const messages = [{ role: 'user', content: PASTED_TEXT }];
  return gateway.serve({
    method: 'POST',
    path: '/v1/chat/completions',
    query: '',
    clientAddress: '203.0.113.7',
    headers: { authorization: `Bearer ${tenant.apiKey}`, cookie: `session=${PASTED[2]}` },
    readBody: async () => Buffer.from(JSON.stringify({ model, stream, messages })),
    signal: new AbortController().signal,
    ...request,
  });
}

async function bodyOf({ body }: GatewayResponse): Promise<string> {
  if (Buffer.isBuffer(body)) return body.toString('utf8');
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** All rows of all tables as text. */
async function tables(): Promise<string> {
  const { rows } = await database.owner.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
  );
  const dumps = await Promise.all(
    rows.map(({ name }) => database.owner.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`)),
  );
  return dumps.flatMap((dump) => dump.rows.map(({ row }) => row)).join('\n');
}

describe('secrets planted in prompts, errors, headers and keys', () => {
  it('are in no log, no error and no table', async () => {
    const answered = [
      await send({}),
      await send({ headers: { 'x-api-key': tenant.apiKey } }),
      await send({ headers: {}, query: `key=${tenant.apiKey}` }),
      await send({
        path: '/v1/messages',
        headers: { 'x-api-key': tenant.apiKey, 'anthropic-version': CREDENTIAL },
      }),
    ];
    const failed = [
      await send({ model: 'refuses' }),
      await send({ model: 'refuses', stream: true }),
      await send({ headers: { authorization: `Bearer ${WRONG_KEY}` } }),
      await send({ headers: {}, query: `key=${WRONG_KEY}` }),
      await send({ model: PASTED[0] }),
      await send({
        path: '/v1/messages',
        readBody: async () =>
          Buffer.from(`{"model": "echoes", "max_tokens": 1, "messages": "${PASTED_TEXT}"}`),
      }),
      await send({ readBody: async () => Buffer.from(`{"model": "echoes", ${PASTED_TEXT}`) }),
    ];
    const stream = await send({ model: 'streams', stream: true });
    for (const response of answered) await bodyOf(response);
    for (const response of failed) {
      expect(response.status).toBeGreaterThanOrEqual(400);
      shown.push(await bodyOf(response));
    }
    // What the model said is the client's; what failed after it is not.
    shown.push((await bodyOf(stream)).split('\n\n').slice(-2).join());
    for (const { headers } of [...answered, ...failed, stream]) shown.push(JSON.stringify(headers));

    const places = { logs: logged.join(''), errors: shown.join('\n'), tables: await tables() };
    expect(places.tables).toContain('you sent keys: [redacted]');
    expect(places.tables).toContain('streamed back: keys: [redacted]');
    for (const [place, text] of Object.entries(places)) {
      expect(text.length).toBeGreaterThan(100);
      for (const secret of [...PASTED, CREDENTIAL, WRONG_KEY, tenant.apiKey]) {
        expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
      }
    }
  });
});
