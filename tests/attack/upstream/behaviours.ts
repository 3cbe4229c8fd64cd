import type { ServerResponse } from 'node:http';
import { type Format, type StreamEvents, streamEvents, wholeAnswer } from './wire.ts';

/** What an upstream may do with a request; named by the model that is asked for. */
export type Behaviour = (asked: {
  response: ServerResponse;
  format: Format;
  stream: boolean;
}) => Promise<void>;

const MEBIBYTE = 1024 * 1024;
const deep = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;

export const behaviours: Record<string, Behaviour> = {
  ok: (asked) => answer(asked, (events) => [events.text('Hello.')]),
  'stream-100k': (asked) => answer(asked, (events) => repeated(events.text('x'.repeat(1000)), 100)),
  /** Takes the request and says nothing. */
  silent: async () => undefined,
  /** A piece every 20 ms, without an end. */
  trickle: endless(20, 'One more thread. '),
  /** As fast as it is taken, without an end. */
  flood: endless(0, 'x'.repeat(16 * 1024)),
  '150000-tool-calls': (asked) =>
    answer(asked, (events) => generated(150_000, (index) => events.toolCall(index, 'look_up', '{"a":1}'))),
  'deep-arguments': async ({ response, format, stream }) => {
    const toolCalls = [{ name: 'look_up', arguments: deep }];
    if (!stream) return sendWhole(response, wholeAnswer(format, { toolCalls }));
    const events = streamEvents[format];
    await sendStream(response, [events.start, events.toolCall(1, 'look_up', deep), events.end]);
  },
  'long-answer': async ({ response, format }) =>
    sendWhole(response, wholeAnswer(format, { text: 'All of it. '.repeat(5.5 * MEBIBYTE) })),
  'escaped-answer': async ({ response, format }) => {
    const whole = wholeAnswer(format, { text: 'ESCAPED' });
    sendWhole(response, whole.replace('ESCAPED', '\\u00e9\\n'.repeat(7 * MEBIBYTE)));
  },
  'many-values': async ({ response, format }) => {
    const whole = wholeAnswer(format, {});
    sendWhole(response, whole.replace('"model":', `"extra":[${'{},'.repeat(1_400_000)}0],"model":`));
  },
  'tiny-events': (asked) => answer(asked, (events) => repeated(events.text('x'), 300_000)),
  'one-long-event': (asked) => answer(asked, (events) => [events.text('All of it. '.repeat(2.7 * MEBIBYTE))]),
  'after-the-end': async (asked) => {
    await answer({ ...asked, stream: true }, (events) => [events.text('Hello.')], { keepOpen: true });
    for (let second = 0; second < 100 && !asked.response.destroyed; second++) {
      asked.response.write(': still here\n\n');
      await wait(200);
    }
    asked.response.end();
  },
  ...Object.fromEntries(
    Object.entries({
      empty: {},
      text: { prompt_tokens: 'many', completion_tokens: 'few', input_tokens: 'many', output_tokens: 'few' },
      negative: { prompt_tokens: -5, completion_tokens: -7, input_tokens: -5, output_tokens: -7 },
      absurd: { prompt_tokens: 1e308, completion_tokens: 1e308, input_tokens: 1e308, output_tokens: 1e308 },
      fractional: { prompt_tokens: 0.5, completion_tokens: 0.25, input_tokens: 0.5, output_tokens: 0.25 },
    }).map(([name, usage]): [string, Behaviour] => [
      `usage-${name}`,
      async ({ response, format }) =>
        sendWhole(response, wholeAnswer(format, { text: 'Not for free. '.repeat(20), usage })),
    ]),
  ),
};

type Pieces = (events: StreamEvents) => Iterable<string>;

async function answer(
  { response, format, stream }: { response: ServerResponse; format: Format; stream: boolean },
  pieces: Pieces,
  { keepOpen = false } = {},
): Promise<void> {
  if (!stream) return sendWhole(response, wholeAnswer(format, {}));
  const events = streamEvents[format];
  await sendStream(response, withEnds(events, pieces(events)), keepOpen);
}

function* withEnds(events: StreamEvents, pieces: Iterable<string>): Generator<string> {
  yield events.start;
  yield* pieces;
  yield events.end;
}

function* generated(count: number, piece: (index: number) => string): Generator<string> {
  for (let index = 0; index < count; index++) yield piece(index);
}

function repeated(piece: string, count: number): Iterable<string> {
  return generated(count, () => piece);
}

function endless(pauseMs: number, text: string): Behaviour {
  return async ({ response, format }) => {
    const events = streamEvents[format];
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(events.start);
    while (!response.destroyed) {
      if (!response.write(events.text(text))) await drained(response);
      await wait(pauseMs);
    }
  };
}

function sendWhole(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(body);
}

async function sendStream(
  response: ServerResponse,
  pieces: Iterable<string>,
  keepOpen = false,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let gathered = '';
  for (const piece of pieces) {
    if (response.destroyed) return;
    gathered += piece;
    if (gathered.length < 64 * 1024) continue;
    if (!response.write(gathered)) await drained(response);
    gathered = '';
  }
  if (keepOpen) response.write(gathered);
  else response.end(gathered);
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

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (milliseconds === 0) setImmediate(resolve);
    else setTimeout(resolve, milliseconds);
  });
}
