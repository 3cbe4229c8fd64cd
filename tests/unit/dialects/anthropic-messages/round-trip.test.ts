import { describe, expect, it } from 'vitest';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';
import { assembleStream } from '../../../support/assemble-stream.ts';
import {
  context,
  decode,
  decodeStream,
  encode,
  encodeStream,
  fullRequest,
  fullResponse,
  fullStream,
  meaning,
} from './support.ts';

describe('the format to itself', () => {
  it('keeps everything of a request', () => {
    const { body, losses } = encode(decode(fullRequest));
    expect(losses).toEqual([]);
    expect(body).toEqual(fullRequest);
  });

  it('keeps everything of an answer', () => {
    const { body, losses } = anthropicMessages.encodeResponse(
      anthropicMessages.decodeResponse(fullResponse),
      { ...context, model: 'claude-sonnet-4-5-20250929' },
    );
    expect(losses).toEqual([]);
    expect(body).toEqual(fullResponse);
  });

  it('reads the same from a stream as from the whole answer', () => {
    const stream = assembleStream(decodeStream(fullStream));
    const whole = anthropicMessages.decodeResponse(fullResponse);
    expect(meaning(stream.choices[0]?.parts ?? [])).toEqual(meaning(whole.choices[0]?.parts ?? []));
    expect(stream.choices[0]?.finish).toEqual(whole.choices[0]?.finish);
    expect(stream.usage).toEqual(whole.usage);
    expect([stream.id, stream.model]).toEqual([whole.id, whole.model]);
  });

  it('writes a stream that reads the same again', () => {
    const events = decodeStream(fullStream);
    const { payloads, losses } = encodeStream(events);
    expect(losses).toEqual([]);
    const again = assembleStream(decodeStream(payloads));
    const stream = assembleStream(events);
    expect(meaning(again.choices[0]?.parts ?? [])).toEqual(meaning(stream.choices[0]?.parts ?? []));
    expect({ ...again.usage, raw: null }).toEqual({ ...stream.usage, raw: null });
  });
});

describe('usage', () => {
  it('counts what it took to compact a conversation, which the totals leave out', () => {
    const compaction = {
      type: 'compaction',
      input_tokens: 180,
      cache_read_input_tokens: 20,
      output_tokens: 35,
    };
    const message = { type: 'message', input_tokens: 23, output_tokens: 10 };
    const usage = { input_tokens: 23, output_tokens: 10, iterations: [compaction, message] };
    expect(anthropicMessages.decodeResponse({ ...fullResponse, usage }).usage).toMatchObject({
      inputTokens: 223,
      cachedInputTokens: 20,
      outputTokens: 45,
    });
  });

  it('counts cached and written input within the total, and thoughts within the output', () => {
    expect(anthropicMessages.decodeResponse(fullResponse).usage).toEqual({
      inputTokens: 540,
      cachedInputTokens: 500,
      cacheWriteTokens: 30,
      cacheWriteOneHourTokens: 20,
      outputTokens: 60,
      reasoningTokens: 25,
      raw: fullResponse.usage,
    });
  });

  it('comes from message_start when a stream breaks off before message_delta', () => {
    const events = decodeStream(fullStream.slice(0, 5));
    expect(events.findLast((event) => event.type === 'usage')).toMatchObject({
      usage: { inputTokens: 540, outputTokens: 1 },
    });
    expect(events.at(-1)).toMatchObject({ type: 'error', fault: { code: 'upstream_error' } });
  });
});
