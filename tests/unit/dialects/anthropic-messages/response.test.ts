import { describe, expect, it } from 'vitest';
import type { FinishReason } from '../../../../server/canonical/finish.ts';
import type { JsonValue } from '../../../../server/canonical/json.ts';
import type { CanonicalResponse, Choice } from '../../../../server/canonical/response.ts';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';
import { context } from './support.ts';

function answer(choice: Partial<Choice>, members: Partial<CanonicalResponse> = {}): CanonicalResponse {
  return {
    id: 'chatcmpl-7',
    model: 'gpt-5-mini',
    choices: [{ index: 0, parts: [], finish: { unified: 'stop', raw: 'stop' }, ...choice }],
    usage: null,
    ...members,
  };
}

function encode(response: CanonicalResponse) {
  const { body, losses } = anthropicMessages.encodeResponse(response, context);
  return { body, losses: losses.map((loss) => loss.name) };
}

describe('an answer of another format', () => {
  it('gets an id of this format from the request’s, and the name the client asked for', () => {
    expect(encode(answer({})).body).toMatchObject({
      id: 'msg_01939f3e000070008000000000000001',
      model: 'claude-sonnet-4-5',
    });
  });

  it.each<[FinishReason, string]>([
    ['stop', 'end_turn'],
    ['length', 'max_tokens'],
    ['tool-calls', 'tool_use'],
    ['content-filter', 'refusal'],
    ['refusal', 'refusal'],
    ['pause', 'pause_turn'],
    ['other', 'end_turn'],
  ])('that finished with %s says %s', (unified, stopReason) => {
    expect(encode(answer({ finish: { unified, raw: null } })).body.stop_reason).toBe(stopReason);
  });

  it('says which stop sequence was met', () => {
    const finish = { unified: 'stop' as const, raw: 'stop', stopSequence: '###' };
    expect(encode(answer({ finish })).body).toMatchObject({
      stop_reason: 'stop_sequence',
      stop_sequence: '###',
    });
  });

  it('never calls a tool with end_turn, which clients would not run', () => {
    const parts = [{ type: 'tool-call' as const, id: '1', name: 'look', arguments: '' }];
    expect(encode(answer({ parts })).body.stop_reason).toBe('tool_use');
  });

  it('shows a refusal as text and as the reason', () => {
    expect(encode(answer({ parts: [{ type: 'refusal', text: 'No.' }] }))).toMatchObject({
      body: { content: [{ type: 'text', text: 'No.' }], stop_reason: 'refusal' },
      losses: [],
    });
  });

  it('shows thoughts without a signature, and never another vendor’s', () => {
    const parts = [
      { type: 'reasoning' as const, text: 'hm' },
      { type: 'reasoning' as const, text: 'hm', signature: { dialect: 'gemini' as const, value: 'x' } },
    ];
    expect(encode(answer({ parts }))).toMatchObject({
      body: {
        content: [
          { type: 'thinking', thinking: 'hm', signature: '' },
          { type: 'thinking', thinking: 'hm', signature: '' },
        ],
      },
      losses: ['reasoning_signature'],
    });
  });

  it('names what is more than this format holds', () => {
    const choices = answer({}).choices;
    const response = answer({}, { choices: [...choices, ...choices] });
    expect(encode(response).losses).toEqual(['n']);
    expect(encode(answer({ logprobs: [] })).losses).toEqual(['logprobs']);
  });
});

describe('an answer of this format', () => {
  it.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['tool_use', 'tool-calls'],
    ['pause_turn', 'pause'],
    ['refusal', 'refusal'],
    ['something_new', 'other'],
  ])('%s means %s, and its own word is kept', (raw, unified) => {
    const body = { type: 'message', id: 'msg_1', model: 'm', content: [], stop_reason: raw };
    const response = anthropicMessages.decodeResponse(body);
    expect(response.choices[0]?.finish).toEqual({ unified, raw });
    if (unified !== 'other') {
      expect(anthropicMessages.encodeResponse(response, context).body.stop_reason).toBe(raw);
    }
  });

  it('is refused when it is none', () => {
    const none: JsonValue[] = [null, [], {}, { type: 'message' }, { type: 'error' }];
    for (const body of none) {
      expect(() => anthropicMessages.decodeResponse(body)).toThrow(
        expect.objectContaining({ code: 'upstream_malformed' }),
      );
    }
  });
});
