import { describe, expect, it } from 'vitest';
import type { StreamEvent } from '../../../../server/canonical/stream-event.ts';
import { openAiChat } from '../../../../server/dialects/openai-chat/index.ts';
import { assembleStream } from '../../../support/assemble-stream.ts';
import { chunk, context, decodeStream, decodeWire, encodeStream, json } from './support.ts';

const token = (text: string) => ({ token: text, logprob: -0.5, bytes: null, top_logprobs: [] });

describe('logprobs of a stream', () => {
  it('are those of a refusal where the model refuses', () => {
    const events = decodeStream([
      chunk({ role: 'assistant', refusal: 'No' }, { logprobs: { content: null, refusal: [token('No')] } }),
      chunk({ refusal: '.' }, { logprobs: { content: [], refusal: [token('.')] } }),
      chunk({}, { finish_reason: 'stop' }),
    ]);
    const answer = assembleStream(events);
    expect(answer.choices[0]?.logprobs?.map((each) => each.token)).toEqual(['No', '.']);
    const { payloads, losses } = encodeStream(events);
    expect(losses).toEqual([]);
    expect(json(assembleStream(decodeWire(payloads)).choices)).toEqual(json(answer.choices));
    expect(JSON.stringify(payloads)).toContain('"logprobs":{"content":null,"refusal":[{"token":"No"');
  });

  it('stay with text that comes while a tool call is being written', () => {
    const call = { index: 0, id: 'call_1', function: { name: 'f', arguments: '{}' } };
    const events = decodeStream([
      chunk({ tool_calls: [call] }),
      chunk({ content: 'Done' }, { logprobs: { content: [token('Done')], refusal: null } }),
      chunk({}, { finish_reason: 'tool_calls' }),
    ]);
    expect(assembleStream(events).choices[0]?.logprobs?.map((each) => each.token)).toEqual(['Done']);
  });
});

describe('an end that OpenAI has no word for', () => {
  const words = ['stop', 'length', 'tool_calls', 'content_filter', 'function_call'];

  it.each(['error', 'other'] as const)('is said in one of the words typed clients know: %s', (unified) => {
    const finish = { unified, raw: 'MALFORMED_FUNCTION_CALL' };
    const { body, losses } = openAiChat.encodeResponse(
      { id: 'x', model: 'm', choices: [{ index: 0, parts: [], finish }], usage: null },
      context,
    );
    expect(body.choices).toMatchObject([{ finish_reason: 'stop', native_finish_reason: unified }]);
    expect(losses.map((loss) => loss.name)).toEqual(['finish_reason']);
    expect(openAiChat.decodeResponse(body).choices[0]?.finish.unified).toBe(unified);

    const events: StreamEvent[] = [
      { type: 'response-start', id: 'x', model: 'm' },
      { type: 'finish', choice: 0, finish },
      { type: 'response-end' },
    ];
    const { payloads, losses: streamed } = encodeStream(events);
    const reasons = JSON.stringify(payloads).match(/"finish_reason":"(\w+)"/)?.[1];
    expect(words).toContain(reasons);
    expect(streamed).toEqual(['finish_reason']);
  });
});
