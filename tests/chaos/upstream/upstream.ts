// A provider in a process of its own, which writes down what it does for whom. It speaks OpenAI's format, generates at
// the pace of the model that is asked for, and fails as it is told. Arguments: the journal's file.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { Journal } from './journal.ts';
import { type Pace, paces } from './pace.ts';
import type { FromUpstream, ToUpstream, UpstreamMode } from './upstream-messages.ts';
import { streamEvents, TOOL_TOKENS, wholeAnswer } from './wire.ts';

/** What of a bomb is sent at a time: a megabyte of nothing, in a thousandth of its size. */
const BOMB = gzipSync(Buffer.alloc(1024 * 1024));
const BOMB_PARTS = 100_000;
const PROMPT_TOKENS = 12;

interface Asked {
  model: string;
  stream: boolean;
  max_tokens?: number;
  max_completion_tokens?: number;
  tools?: unknown[];
}

/** One request and what has been generated for it so far. */
interface Exchange {
  asked: Asked;
  response: ServerResponse;
  tokens: number;
}

const journal = new Journal(process.argv[2] ?? '');
let mode: UpstreamMode = 'serve';
let exchanges = 0;

const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
  response.on('error', () => undefined);
  const body = await readBody(request).catch(() => null);
  if (body === null) return;
  const number = ++exchanges;
  const asked = JSON.parse(body) as Asked;
  const id = /chaos-id:([\w-]+)/.exec(body)?.[1] ?? '';
  const { model, stream } = asked;
  journal.append({
    event: 'received',
    exchange: number,
    id,
    model,
    stream: stream === true,
    bytes: body.length,
    atMs: Date.now(),
  });
  const exchange: Exchange = { asked, response, tokens: 0 };
  response.on('close', () => {
    const { tokens } = exchange;
    const finished = response.writableFinished;
    journal.append({
      event: 'closed',
      exchange: number,
      tokens,
      finished,
      status: response.statusCode,
      atMs: Date.now(),
    });
  });
  await modes[mode](exchange).catch(() => response.destroy());
});

const modes: Record<UpstreamMode, (exchange: Exchange) => Promise<void>> = {
  serve,
  down: async ({ response }) => sendJson(response, 503, failure('server_error', 'Down.')),
  storm: async ({ response }) => {
    response.setHeader('retry-after', '1');
    sendJson(response, 429, failure('rate_limit_exceeded', 'Too many requests.'));
  },
  'hang-before-headers': async () => undefined,
  'hang-in-stream': async (exchange) => {
    const { asked, response } = exchange;
    const { start, word } = streamEvents(asked.tools !== undefined);
    response.writeHead(200, { 'content-type': asked.stream ? 'text/event-stream' : 'application/json' });
    if (!asked.stream) return void response.write('{"id":"chatcmpl-chaos","choices":[');
    response.write(start + word);
    exchange.tokens = 1;
  },
  garbage: async ({ asked, response }) => {
    response.writeHead(200, { 'content-type': asked.stream ? 'text/event-stream' : 'application/json' });
    response.end(
      asked.stream ? 'data: {"cho\u0000\n\nevent\u0007: no\n\n' : '<html>\u0000 not what was asked for',
    );
  },
  bomb: async ({ asked, response }) => {
    response.writeHead(200, {
      'content-type': asked.stream ? 'text/event-stream' : 'application/json',
      'content-encoding': 'gzip',
    });
    for (let part = 0; part < BOMB_PARTS && !response.destroyed; part++) {
      if (!response.write(BOMB)) await drained(response);
    }
    response.end();
  },
};

async function serve(exchange: Exchange): Promise<void> {
  const { asked, response } = exchange;
  const pace = paces[asked.model];
  if (!pace) return sendJson(response, 404, failure('model_not_found', 'There is no such model.'));
  if (pace.silenceMs > 0) await delay(pace.silenceMs);
  const most = Math.min(pace.tokens, asked.max_completion_tokens ?? asked.max_tokens ?? pace.tokens);
  const withTool = asked.tools !== undefined;
  if (asked.stream) return sendStream(exchange, pace, most, withTool);
  await generate(exchange, pace, most, () => true);
  if (!response.destroyed) sendJson(response, 200, wholeAnswer(exchange.tokens, PROMPT_TOKENS, withTool));
}

async function sendStream(exchange: Exchange, pace: Pace, most: number, withTool: boolean): Promise<void> {
  const { response } = exchange;
  const { start, word, end } = streamEvents(withTool);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(start);
  if (withTool) exchange.tokens = TOOL_TOKENS;
  await generate(exchange, pace, most, () => response.write(word));
  if (!response.destroyed) response.end(end(PROMPT_TOKENS, exchange.tokens));
}

/** Until there are enough tokens, or nobody wants them. */
async function generate(
  exchange: Exchange,
  { everyMs }: Pace,
  most: number,
  write: () => boolean,
): Promise<void> {
  const { response } = exchange;
  while (exchange.tokens < most && !response.destroyed) {
    if (everyMs > 0) await delay(everyMs);
    if (response.destroyed) return;
    exchange.tokens++;
    if (!write()) await drained(response);
  }
}

function sendJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body);
}

function failure(type: string, message: string): string {
  return JSON.stringify({ error: { type, code: type, message, param: null } });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += (chunk as Buffer).toString('utf8');
  return body;
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
    if (response.destroyed) done();
  });
}

process.on('message', (message: ToUpstream) => {
  mode = message.mode;
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const ready: FromUpstream = { type: 'ready', port: (server.address() as AddressInfo).port };
  process.send?.(ready);
});
