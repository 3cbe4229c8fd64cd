import { describe, expect, it } from 'vitest';
import type { MediaPart } from '../../../../server/canonical/part.ts';
import type { Reasoning } from '../../../../server/canonical/request.ts';
import type { Quirks } from '../../../../server/dialects/dialect.ts';
import { openAiChat } from '../../../../server/dialects/openai-chat/index.ts';
import { assembleStream } from '../../../support/assemble-stream.ts';
import { canonical, chunk, decodeStream, encode, json } from './support.ts';

function asked(reasoning: Reasoning, reasoningRequest: Quirks['reasoningRequest']) {
  const { body, losses } = encode(canonical({ reasoning }), { reasoningRequest });
  const { model: _model, messages: _messages, ...members } = body;
  return { members, losses };
}

describe('servers that ask for reasoning in a way of their own', () => {
  it('take OpenRouter’s object: an effort or a budget, and whether to show it', () => {
    expect(asked({ effort: 'high', includeThoughts: false }, 'reasoning-object')).toEqual({
      members: { reasoning: { effort: 'high', exclude: true } },
      losses: [],
    });
    expect(asked({ budgetTokens: 2000, enabled: true }, 'reasoning-object').members).toEqual({
      reasoning: { max_tokens: 2000, enabled: true },
    });
    expect(asked({ budgetTokens: -1 }, 'reasoning-object').members).toEqual({ reasoning: { enabled: true } });
  });

  it('are told on or off, and what that cannot say is named', () => {
    expect(asked({ enabled: false }, 'thinking-object')).toEqual({
      members: { thinking: { type: 'disabled' } },
      losses: [],
    });
    expect(asked({ budgetTokens: 2000 }, 'thinking-object')).toEqual({
      members: { thinking: { type: 'enabled' } },
      losses: ['budget_tokens'],
    });
  });

  it('are not asked where they cannot be', () => {
    expect(asked({ effort: 'low' }, 'none')).toEqual({ members: {}, losses: ['reasoning'] });
    expect(asked({ enabled: false }, 'none')).toEqual({ members: {}, losses: [] });
  });

  it('leave it to the model where nothing says how much', () => {
    expect(asked({ budgetTokens: -1, enabled: true }, undefined)).toEqual({ members: {}, losses: [] });
  });
});

describe('servers that take other media', () => {
  function sent(part: MediaPart, accepts: string[]) {
    const { body, losses } = encode(canonical({ messages: [{ role: 'user', parts: [part] }] }), { accepts });
    const [message] = json(body.messages ?? []) as { content: unknown }[];
    return { content: message?.content, losses };
  }
  const video: MediaPart = {
    type: 'video',
    source: { kind: 'base64', data: 'AAAA', mediaType: 'video/mp4' },
  };
  const report: MediaPart = {
    type: 'document',
    source: { kind: 'url', url: 'https://example.com/a.pdf' },
    context: 'Of last year',
  };

  it('get films and files by address only where they take them', () => {
    expect(sent(video, ['video_url']).content).toEqual([
      { type: 'video_url', video_url: { url: 'data:video/mp4;base64,AAAA' } },
    ]);
    expect(sent(video, [])).toEqual({ content: '', losses: ['video'] });
    expect(sent(report, ['file_url'])).toEqual({
      content: [
        { type: 'text', text: 'Of last year' },
        { type: 'file', file: { filename: 'document', file_data: 'https://example.com/a.pdf' } },
      ],
      losses: [],
    });
    expect(sent(report, []).losses).toEqual(['document_url']);
    const song: MediaPart = { type: 'audio', source: { kind: 'url', url: 'https://example.com/a.mp3' } };
    expect(sent(song, ['audio_url']).content).toEqual([
      { type: 'audio_url', audio_url: { url: 'https://example.com/a.mp3' } },
    ]);
  });

  it('get a text document as text, with its name and what is said about it', () => {
    const source = { kind: 'text' as const, text: 'Body' };
    expect(sent({ type: 'document', source, fileName: 'a.txt', context: 'Draft' }, []).content).toBe(
      'a.txt\n\nDraft\n\nBody',
    );
  });
});

describe('tool results from other formats', () => {
  const result = { type: 'tool-result' as const, toolCallId: 'a', content: [] };

  it('are sent as JSON where they are an object, with their cache marker', () => {
    const cached = { ...result, structured: { a: 1 }, cache: {}, isError: true };
    const { body, losses } = encode(canonical({ messages: [{ role: 'tool', parts: [cached] }] }));
    expect(json(body.messages ?? [])).toEqual([
      {
        role: 'tool',
        tool_call_id: 'a',
        content: [{ type: 'text', text: '{"a":1}', prompt_cache_breakpoint: { mode: 'explicit' } }],
      },
    ]);
    expect(losses).toEqual(['is_error']);
  });

  it('keep the marker on their last text', () => {
    const content = [
      { type: 'text' as const, text: 'a' },
      { type: 'text' as const, text: 'b' },
    ];
    const message = { role: 'tool' as const, parts: [{ ...result, content, cache: {} }] };
    expect(json(encode(canonical({ messages: [message] })).body.messages ?? [])).toMatchObject([
      { content: [{ text: 'a' }, { text: 'b', prompt_cache_breakpoint: { mode: 'explicit' } }] },
    ]);
  });
});

describe('servers that stream in a way of their own', () => {
  function parts(...payloads: unknown[]) {
    return json(
      assembleStream(decodeStream([...payloads, chunk({}, { finish_reason: 'stop' })])).choices[0]?.parts,
    );
  }

  it('send typed parts (Mistral)', () => {
    expect(
      parts(
        chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }] }),
        chunk({ content: [{ type: 'text', text: 'x' }] }),
      ),
    ).toEqual([
      { type: 'reasoning', text: 'hm' },
      { type: 'text', text: 'x' },
    ]);
  });

  it('send images (OpenRouter) and encrypted reasoning', () => {
    expect(
      parts(
        chunk({
          reasoning_details: [{ type: 'reasoning.encrypted', data: 'e', format: 'anthropic-claude-v1' }],
        }),
        chunk({ images: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] }),
      ),
    ).toEqual([
      { type: 'reasoning', text: '', redacted: { dialect: 'anthropic-messages', value: 'e' } },
      { type: 'image', source: { kind: 'base64', data: 'AAAA', mediaType: 'image/png' } },
    ]);
  });

  it('send the old function_call, or a whole message as one chunk', () => {
    expect(
      parts(
        chunk({ function_call: { name: 'f', arguments: '{"a"' } }),
        chunk({ function_call: { arguments: ':1}' } }),
      ),
    ).toMatchObject([{ type: 'tool-call', name: 'f', arguments: '{"a":1}' }]);
    expect(
      parts({ id: 'x', choices: [{ index: 0, message: { role: 'assistant', content: 'whole' } }] }),
    ).toEqual([{ type: 'text', text: 'whole' }]);
  });

  it('refuse JSON nested deeper than the stack as malformed', () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const data = `{"choices":[{"delta":{"tool_calls":[{"function":{"name":"f","arguments":${deep}}}]}}]}`;
    expect(openAiChat.createStreamDecoder().push({ event: null, data })).toMatchObject([
      { type: 'error', fault: { code: 'upstream_malformed' } },
    ]);
  });
});

describe('addresses below a server’s base URL', () => {
  it('are OpenAI’s', () => {
    expect(openAiChat.upstreamPath({ name: 'generate', model: 'm', stream: true })).toBe('/chat/completions');
    expect(openAiChat.upstreamPath({ name: 'list-models' })).toBe('/models');
  });
});
