import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../server/canonical/json.ts';
import type { Quirks } from '../../../../server/dialects/dialect.ts';
import { openAiChat } from '../../../../server/dialects/openai-chat/index.ts';
import { chunk } from './support.ts';

const { relay } = openAiChat;

function prepare(text: string, quirks: Quirks = {}, model = 'm'): string {
  const bytes = Buffer.from(text);
  return relay.prepareRequest(bytes, { body: JSON.parse(text) as JsonValue }, { model, quirks }).toString();
}

describe('a relayed OpenAI request', () => {
  it('is the client’s own buffer when nothing has to change', () => {
    const text = '{ "model":"m", "messages":[], "seed":1.0 }';
    const bytes = Buffer.from(text);
    const request = { body: JSON.parse(text) as JsonValue };
    expect(relay.prepareRequest(bytes, request, { model: 'm', quirks: {} })).toBe(bytes);
  });

  it('changes the model’s name and asks for usage, and leaves every other byte', () => {
    expect(prepare('{ "model":"public", "seed":1.0, "stream":true }')).toBe(
      '{ "model":"m", "seed":1.0, "stream":true,"stream_options":{"include_usage":true} }',
    );
    expect(prepare('{"model":"m","stream":true,"stream_options":{"include_obfuscation":false}}')).toBe(
      '{"model":"m","stream":true,"stream_options":{"include_obfuscation":false,"include_usage":true}}',
    );
  });

  it('is put into the server’s words where they differ, and names what has to go', () => {
    const text =
      '{"model":"m","max_completion_tokens":5,"seed":1,"messages":[{"role":"developer","content":"x"}]}';
    const quirks: Quirks = { maxTokensField: 'max_tokens', developerRole: false, unsupported: ['seed'] };
    expect(JSON.parse(prepare(text, quirks))).toEqual({
      model: 'm',
      max_tokens: 5,
      messages: [{ role: 'system', content: 'x' }],
    });
    expect(relay.losses?.({ body: JSON.parse(text) }, { model: 'm', quirks })).toEqual([{ name: 'seed' }]);
  });
});

describe('a relayed OpenAI answer', () => {
  it('is read for the ledger', () => {
    const reading = relay.readResponse(
      Buffer.from(
        JSON.stringify({
          model: 'gpt-5.6-2026',
          choices: [
            {
              message: {
                content: 'Hi',
                reasoning_content: 'hm ',
                tool_calls: [{ function: { name: 'f', arguments: '{}' } }],
              },
              finish_reason: 'tool_calls',
            },
          ],
          usage: { prompt_tokens: 3, completion_tokens: 2 },
        }),
      ),
    );
    expect(reading).toMatchObject({
      model: 'gpt-5.6-2026',
      usage: { inputTokens: 3, outputTokens: 2 },
      finish: { unified: 'tool-calls', raw: 'tool_calls' },
      complete: true,
      fault: null,
    });
    expect(reading.text()).toBe('hm Hif{}');
  });

  it('never throws, and says when an answer is none or is an error', () => {
    expect(relay.readResponse(Buffer.from('<html>'))).toMatchObject({ complete: false, usage: null });
    expect(relay.readResponse(Buffer.from('{"error":{"code":429}}')).fault?.code).toBe(
      'upstream_rate_limited',
    );
  });
});

describe('a relayed OpenAI stream', () => {
  const usageChunk = { id: 'x', choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } };
  const chunks = [chunk({ content: 'say "usage": {' }), chunk({ content: 'Hi' }, { finish_reason: 'stop' })];

  it('keeps the usage chunk from a client that did not ask for it, and from no other', () => {
    const forwarded = (body: JsonValue) => {
      const tap = relay.createStreamTap({ body });
      return [...chunks, usageChunk].map((payload) =>
        tap.push({ event: null, data: JSON.stringify(payload) }),
      );
    };
    expect(forwarded({})).toEqual([true, true, false]);
    expect(forwarded({ stream_options: { include_usage: true } })).toEqual([true, true, true]);
  });

  it('is read for the ledger, in compact and in spaced JSON', () => {
    for (const indent of [undefined, 1]) {
      const tap = relay.createStreamTap({ body: {} });
      for (const payload of [...chunks, usageChunk]) {
        tap.push({ event: null, data: JSON.stringify(payload, null, indent).replaceAll('\n', '') });
      }
      tap.push({ event: null, data: '[DONE]' });
      const reading = tap.reading();
      expect(reading).toMatchObject({
        model: 'gpt-5.6-2026',
        usage: { inputTokens: 3, outputTokens: 2 },
        finish: { unified: 'stop', raw: 'stop' },
        complete: true,
        fault: null,
      });
      expect(reading.text()).toBe('say "usage": {Hi');
    }
  });

  it('tells a stream that broke off, and one that reported an error', () => {
    const tap = relay.createStreamTap({ body: {} });
    tap.push({ event: null, data: JSON.stringify(chunk({ content: 'Hi' })) });
    expect(tap.reading()).toMatchObject({ complete: false, fault: null });
    tap.push({ event: null, data: '{"error":{"message":"overloaded"}}' });
    expect(tap.reading()).toMatchObject({ complete: false, fault: { code: 'upstream_overloaded' } });
  });
});
