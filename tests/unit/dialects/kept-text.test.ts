import { describe, expect, it } from 'vitest';
import type { StreamTap } from '../../../server/dialects/dialect.ts';
import { dialects } from '../../../server/dialects/index.ts';
import { SaidText } from '../../../server/dialects/shared/said-text.ts';

const MEBIBYTE = 1024 * 1024;

/** One event with so much text, as each format's stream has it. */
const events = {
  'openai-chat': (text: string) => ({
    event: null,
    data: JSON.stringify({ model: 'm', choices: [{ index: 0, delta: { content: text } }] }),
  }),
  'anthropic-messages': (text: string) => ({
    event: 'content_block_delta',
    data: JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  }),
  gemini: (text: string) => ({
    event: null,
    data: JSON.stringify({
      candidates: [{ content: { parts: [{ text }], role: 'model' }, index: 0 }],
      usageMetadata: { promptTokenCount: 7, candidatesTokenCount: 9 },
      modelVersion: 'm',
    }),
  }),
} as const;

describe.each(Object.entries(events))('what a relayed stream of %s has said', (name, event) => {
  const tap = (): StreamTap => dialects[name as keyof typeof events].relay.createStreamTap({ body: {} });

  it('is known cheaply on the way, in bytes', () => {
    const stream = tap();
    expect(stream.progress().textBytes).toBe(0);
    for (let count = 0; count < 100; count++) stream.push(event('words and 语言 '.repeat(20)));
    const bytes = 100 * Buffer.byteLength('words and 语言 '.repeat(20));
    const { textBytes } = stream.progress();
    expect(textBytes).toBeGreaterThan(0.85 * bytes);
    expect(textBytes).toBeLessThan(1.15 * bytes);
  });

  it('is kept in part where it is long, and known by its length', () => {
    const stream = tap();
    const text = 'word '.repeat(200);
    for (let count = 0; count < 20_000; count++) stream.push(event(text));
    const reading = stream.reading();
    expect(reading.text().length).toBeGreaterThan(MEBIBYTE);
    expect(reading.text().length).toBeLessThan(9 * MEBIBYTE);
    const length = reading.textLength?.() ?? 0;
    expect(length / (20_000 * text.length)).toBeGreaterThan(0.98);
    expect(length / (20_000 * text.length)).toBeLessThan(1.02);
  });
});

describe('the usage of a stream so far', () => {
  it("is the last of Gemini's chunks', and Anthropic's from the first event on", () => {
    const gemini = dialects.gemini.relay.createStreamTap({ body: {} });
    gemini.push(events.gemini('text'));
    expect(gemini.progress()).toMatchObject({ model: 'm', usage: { inputTokens: 7, outputTokens: 9 } });
    const anthropic = dialects['anthropic-messages'].relay.createStreamTap({ body: {} });
    const message = { model: 'claude', usage: { input_tokens: 7, output_tokens: 1 } };
    anthropic.push({
      event: 'message_start',
      data: JSON.stringify({ type: 'message_start', message }),
    });
    expect(anthropic.progress()).toMatchObject({
      model: 'claude',
      usage: { inputTokens: 7, outputTokens: 1 },
    });
  });
});

describe('text that comes piece by piece', () => {
  it('is measured as it is, and beyond what is kept as if it went on so', () => {
    const said = new SaidText();
    said.push('语言');
    expect([said.length, said.bytes, String(said)]).toEqual([2, 6, '语言']);
    said.push('ab');
    expect(said.bytes).toBe(8);
    for (let count = 0; count < 40; count++) said.push('x'.repeat(MEBIBYTE));
    expect(said.length).toBe(4 + 40 * MEBIBYTE);
    expect(String(said).length).toBeLessThan(2 * MEBIBYTE);
    expect(Math.abs(said.bytes / said.length - 1)).toBeLessThan(0.01);
  });
});
