import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DialectName } from '../../../../server/canonical/dialect-name.ts';
import { answersOf } from '../../../../server/gateway/bridge/answers-of.ts';
import { LongStrings } from '../../../../server/gateway/bridge/long-strings.ts';

const KIBIBYTE = 1024;

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let start = 0, index = 0; start < bytes.length; index++) {
    const size = sizes[index % sizes.length] ?? 1;
    chunks.push(bytes.subarray(start, start + size));
    start += size;
  }
  return chunks;
}

/** What is read of the chunks, and what becomes of it when nothing changes it. */
function through(chunks: readonly Buffer[]): { read: number; back: Buffer } {
  const strings = new LongStrings();
  const read = [...chunks.map((chunk) => strings.takeOut(chunk)), strings.end()];
  const back = read.flatMap((bytes) => strings.putBack(bytes));
  return { read: Buffer.concat(read).length, back: Buffer.concat(back) };
}

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.nat({ max: 300 * KIBIBYTE }).map((length) => 'iVBORw0KGgo+/='.repeat(length / 14)),
  fc.constantFrom('"', '\\', '\n\n', 'data:image/png;base64,', '"audio":{"data":"'),
);
const sizes = fc.array(
  fc.integer({ min: 1, max: 100 * KIBIBYTE }).map((size) => (size < 50 ? size * 999 : size)),
  {
    minLength: 1,
    maxLength: 8,
  },
);

describe('long base64 in a stream', () => {
  it('is where it was when it is put back, wherever chunks end', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), sizes, (texts, chunkSizes) => {
        const bytes = Buffer.from(texts.join(''));
        expect(through(cut(bytes, chunkSizes)).back.equals(bytes)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is not read, but for its beginning', () => {
    const image = Buffer.from(`data: {"url":"data:image/png;base64,${'iVBOR'.repeat(2_000_000)}"}\n\n`);
    const { read, back } = through(cut(image, [64 * KIBIBYTE]));
    expect(read).toBeLessThan(200 * KIBIBYTE);
    expect(back.equals(image)).toBe(true);
  });

  it('stays where it is sound, which is decoded on its way', () => {
    const sound = Buffer.from(`data: {"audio":{"id":"a","data":"${'UklGR'.repeat(100_000)}"}}\n\n`);
    expect(through(cut(sound, [64 * KIBIBYTE])).read).toBe(sound.length);
  });

  it('cannot be brought in by somebody who writes a token', () => {
    const strings = new LongStrings();
    const taken = strings.takeOut(Buffer.alloc(100 * KIBIBYTE, 'A'));
    const token = Buffer.concat([strings.takeOut(Buffer.from('BBBB')), strings.takeOut(Buffer.from('"'))]);
    const forged = Buffer.from(token.toString().replace(/[0-9a-f]{32}/, '0'.repeat(32)));
    expect(taken.length + token.length).toBeGreaterThan(100 * KIBIBYTE);
    expect(Buffer.concat(strings.putBack(token)).toString()).toBe('BBBB"');
    expect(Buffer.concat(strings.putBack(forged)).equals(forged)).toBe(true);
  });
});

describe.each<DialectName>(['openai-chat', 'anthropic-messages', 'gemini'])(
  'an image of Gemini for %s',
  (client) => {
    it('arrives as it would were it read whole', () => {
      const data = 'iVBORw0KGgo+'.repeat(60_000);
      const event = `data: {"candidates":[{"content":{"role":"model","parts":[{"inlineData":{"mimeType":"image/png","data":"${data}"}},{"text":"There."}]},"finishReason":"STOP"}]}\n\n`;
      const recipe = {
        kind: 'translation',
        client,
        upstream: 'gemini',
        toolNames: null,
        context: {
          model: 'm',
          requestId: '01939f3e-0000-7000-8000-000000000001',
          createdAtSeconds: 1,
          streamUsage: false,
          framing: 'server-sent-events',
        },
        severalChoices: false,
      } as const;
      const direct = answersOf(recipe).createStream();
      const whole = Buffer.concat(
        [direct.push(Buffer.from(event)), direct.end()].flatMap((bytes) => bytes ?? []),
      );
      const strings = new LongStrings();
      const stream = answersOf(recipe).createStream();
      const shown = cut(Buffer.from(event), [40 * KIBIBYTE]).map((chunk) =>
        stream.push(strings.takeOut(chunk)),
      );
      const pieces = [...shown, stream.end()].flatMap((bytes) => (bytes ? strings.putBack(bytes) : []));
      expect(Buffer.concat(pieces).equals(whole)).toBe(true);
    });
  },
);
