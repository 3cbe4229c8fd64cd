import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEventStream } from '../../../components/playground/completion/event-stream.ts';

async function read(pieces: Uint8Array[]): Promise<string[]> {
  async function* body() {
    yield* pieces;
  }
  const data: string[] = [];
  for await (const event of readEventStream(body())) data.push(event);
  return data;
}

const encode = (text: string) => new TextEncoder().encode(text);

test('passes over comments and other fields, and joins the lines of an event', async () => {
  const stream = ': ping\n\nevent: x\ndata: {"a":1}\n\ndata:one\ndata: two\r\n\r\ndata: [DONE]';
  expect(await read([encode(stream)])).toEqual(['{"a":1}', 'one\ntwo', '[DONE]']);
});

test('reads the same however the bytes are cut, in the middle of a character too', async () => {
  const stream = encode('data: 综丝 {"n":1}\r\n\r\ndata: thread 🧵\n\ndata: [DONE]\n\n');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 12 }),
      async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const pieces = places.slice(1).map((end, index) => stream.slice(places[index], end));
        expect(await read(pieces)).toEqual(['综丝 {"n":1}', 'thread 🧵', '[DONE]']);
      },
    ),
  );
});
