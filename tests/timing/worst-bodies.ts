import { gzipSync } from 'node:zlib';

const MEBIBYTE = 1024 * 1024;
/** What a gateway takes unless it is told otherwise, a little left for what is around the worst of it. */
export const longestRequest = 32 * MEBIBYTE - 1024;
const answerBytes = 64 * MEBIBYTE - 64 * 1024;

/** So much of a text, over and over. */
function filled(unit: string, bytes: number): string {
  return unit.repeat(Math.floor(bytes / unit.length));
}

/** Within brackets, a comma between each two. */
function list(item: string, bytes: number): string {
  return `[${filled(`${item},`, bytes - item.length - 2)}${item}]`;
}

const nested = `${'['.repeat(60)}1${']'.repeat(60)}`;

/** JSON of about so many bytes that is dear to read, by what makes it so. */
const texts: Record<string, (bytes: number) => string> = {
  'one long string': (bytes) => `"${filled('x', bytes)}"`,
  escapes: (bytes) => `"${filled('\\u0041', bytes)}"`,
  'line ends': (bytes) => `"${filled('\\n', bytes)}"`,
  'letters of three bytes': (bytes) => `"${filled('織', bytes / 3)}"`,
};
const values: Record<string, (bytes: number) => string> = {
  'empty objects': (bytes) => list('{}', bytes),
  'a million strings': (bytes) => list(`"${'x'.repeat(Math.max(0, Math.ceil(bytes / 990_000) - 3))}"`, bytes),
  'deep arrays': (bytes) => list(nested, bytes),
};

export interface WorstRequest {
  name: string;
  path: string;
  body: Buffer;
  encoding?: 'gzip';
}

/** Requests of some length that are dear to read, in OpenAI's format. */
export function* worstRequests(model: string, requestBytes: number): Generator<WorstRequest> {
  const around = (member: string) => `{"model":"${model}",${member}}`;
  const path = '/v1/chat/completions';
  for (const [name, text] of Object.entries(texts)) {
    const member = `"messages":[{"role":"user","content":${text(requestBytes)}}]`;
    yield { name, path, body: Buffer.from(around(member)) };
  }
  for (const [name, value] of Object.entries(values)) {
    const member = `"messages":[{"role":"user","content":"hi"}],"unknown":${value(requestBytes)}`;
    yield { name, path, body: Buffer.from(around(member)) };
  }
  const message = '{"role":"user","content":"What is a loom, and who was the first to build one of them?"}';
  const messages = `"messages":${list(message, requestBytes)}`;
  yield { name: 'many messages', path, body: Buffer.from(around(messages)) };
  const call = (args: string) => ({ id: 'c', type: 'function', function: { name: 'f', arguments: args } });
  const args = `{"a":${list('{}', requestBytes / 1.4)}}`;
  const called = { role: 'assistant', content: null, tool_calls: [call(args)] };
  const result = { role: 'tool', tool_call_id: 'c', content: 'ok' };
  const calls = JSON.stringify([{ role: 'user', content: 'hi' }, called, result]);
  yield { name: 'arguments of many values', path, body: Buffer.from(around(`"messages":${calls}`)) };
  const image = `{"type":"image_url","image_url":{"url":"data:image/png;base64,${filled('iVBORw0KGgo', requestBytes)}"}}`;
  const images = `"messages":[{"role":"user","content":[${image}]}]`;
  yield { name: 'an image', path, body: Buffer.from(around(images)) };
  yield { name: 'many messages in gzip', path, body: gzipSync(around(messages)), encoding: 'gzip' };
}

/** A whole answer in OpenAI's format. */
function wholeAnswer(content: string): string {
  return `{"id":"a","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":${content}},"finish_reason":"stop"}]}`;
}

function streamEvent(content: string, more = ''): string {
  return `data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":${content}${more}}}]}\n\n`;
}

const streamEnd =
  'data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

export interface WorstAnswer {
  name: string;
  stream: boolean;
  body: Buffer;
}

/** Answers of the longest length there is, in OpenAI's format. */
export function* worstAnswers(): Generator<WorstAnswer> {
  for (const [name, text] of Object.entries(texts)) {
    yield { name: `whole: ${name}`, stream: false, body: Buffer.from(wholeAnswer(text(answerBytes))) };
    const event = streamEvent(text(2 * MEBIBYTE));
    const times = Math.floor(answerBytes / Buffer.byteLength(event)) - 1;
    yield {
      name: `events of 2 MiB: ${name}`,
      stream: true,
      body: Buffer.from(event.repeat(times) + streamEnd),
    };
  }
  for (const [name, value] of Object.entries(values)) {
    const whole = wholeAnswer(`"hi","unknown":${value(answerBytes)}`);
    yield { name: `whole: ${name}`, stream: false, body: Buffer.from(whole) };
  }
  const image = filled('iVBORw0KGgo', 30 * MEBIBYTE);
  const images = `,"images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,${image}"}}]`;
  yield {
    name: 'one event: an image',
    stream: true,
    body: Buffer.from(streamEvent('""', images) + streamEnd),
  };
  // How many there are makes no turn longer, only the whole.
  for (const [name, event] of [
    ['small events', streamEvent('"a"')],
    ['blank lines', '\n'],
    ['empty events', 'data:{}\n\n'],
  ] as const) {
    yield { name, stream: true, body: Buffer.from(filled(event, 6 * MEBIBYTE) + streamEnd) };
  }
}
