import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../server/canonical/json.ts';
import type { CanonicalRequest } from '../../../../server/canonical/request.ts';
import { gemini } from '../../../../server/dialects/gemini/index.ts';

function encode(members: Partial<CanonicalRequest>, model = 'gemini-2.5-flash') {
  const request: CanonicalRequest = {
    model,
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hello' }] }],
    sampling: {},
    stream: false,
    ...members,
  };
  const { body, losses } = gemini.encodeRequest(request, { model, quirks: {} });
  return { body, losses: losses.map((loss) => loss.name) };
}

function decode(body: JsonValue): CanonicalRequest {
  return gemini.decodeRequest({ body, path: { model: 'gemini-2.5-flash', stream: false } });
}

describe('what Gemini refuses', () => {
  it('is spared empty text, which counts as a part without data', () => {
    const { body, losses } = encode({
      messages: [
        {
          role: 'user',
          parts: [
            { type: 'text', text: '' },
            { type: 'text', text: 'Hello' },
          ],
        },
        { role: 'assistant', parts: [{ type: 'text', text: '' }] },
        { role: 'user', parts: [{ type: 'text', text: 'Still there?' }] },
      ],
    });
    expect(body.contents).toEqual([
      { role: 'user', parts: [{ text: 'Hello' }] },
      { role: 'user', parts: [{ text: 'Still there?' }] },
    ]);
    expect(losses).toEqual([]);
  });

  it('keeps an empty text that carries a signature', () => {
    const signature = { dialect: 'gemini' as const, value: 'sig' };
    const { body } = encode({
      messages: [{ role: 'assistant', parts: [{ type: 'text', text: '', signature }] }],
    });
    expect(body.contents).toEqual([{ role: 'model', parts: [{ text: '', thoughtSignature: 'sig' }] }]);
  });

  it('gets something said by the user where there is only a system prompt; that is a loss', () => {
    expect(
      encode({ messages: [{ role: 'system', parts: [{ type: 'text', text: 'Tell a joke.' }] }] }),
    ).toEqual({
      body: { contents: [{ role: 'user', parts: [{ text: 'Tell a joke.' }] }] },
      losses: ['system_position'],
    });
  });

  it('gets no seed beyond 32 bits', () => {
    expect(encode({ sampling: { seed: 2 ** 31 } })).toMatchObject({ body: {}, losses: ['seed'] });
    expect(encode({ sampling: { seed: -(2 ** 31) } })).toMatchObject({
      body: { generationConfig: { seed: -(2 ** 31) } },
      losses: [],
    });
  });

  it('gets no penalties that are none, since many models know no penalties', () => {
    const { body, losses } = encode({
      sampling: { frequencyPenalty: 0, presencePenalty: 0, temperature: 0 },
    });
    expect(body.generationConfig).toEqual({ temperature: 0 });
    expect(losses).toEqual([]);
  });

  it('is told that a document without an ending is a PDF, as it is in formats that take only those', () => {
    const url = 'https://example.com/paper';
    const { body } = encode({
      messages: [{ role: 'user', parts: [{ type: 'document', source: { kind: 'url', url } }] }],
    });
    expect(body.contents).toEqual([
      { role: 'user', parts: [{ fileData: { fileUri: url, mimeType: 'application/pdf' } }] },
    ]);
  });
});

describe('thinking', () => {
  it.each([
    ['gemini-2.5-flash', 60_000, 24_576, ['budget_tokens']],
    ['gemini-2.5-pro', 60_000, 32_768, ['budget_tokens']],
    ['gemini-2.5-pro', 1, 128, []],
    ['gemini-2.5-flash-lite', 100, 512, []],
    ['gemini-2.5-flash', -1, -1, []],
    ['gemini-2.5-flash', 4096, 4096, []],
  ])('of %s with a budget of %i gets %i', (model, budgetTokens, thinkingBudget, losses) => {
    expect(encode({ reasoning: { budgetTokens } }, model)).toMatchObject({
      body: { generationConfig: { thinkingConfig: { thinkingBudget } } },
      losses,
    });
  });

  it.each(['gemini-2.0-flash', 'gemini-1.5-pro', 'gemini-2.5-flash-image'])(
    'is not spoken of to %s, which cannot and refuses to hear of it',
    (model) => {
      expect(encode({ reasoning: { effort: 'high', includeThoughts: true } }, model)).toEqual({
        body: { contents: expect.anything() },
        losses: ['reasoning_effort'],
      });
      expect(encode({ reasoning: { enabled: false } }, model).losses).toEqual([]);
    },
  );
});

describe('what Gemini takes', () => {
  it('reads one content, part or tool in the place of a list, as Google’s own examples write them', () => {
    expect(
      decode({
        system_instruction: { parts: { text: 'You are a cat.' } },
        contents: { parts: { text: 'Hello' } },
        tools: { function_declarations: { name: 'f' } },
      }),
    ).toMatchObject({
      messages: [
        { role: 'system', parts: [{ type: 'text', text: 'You are a cat.' }] },
        { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
      ],
      tools: [{ type: 'function', name: 'f' }],
    });
  });

  it('reads a response format by itself and in a list', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    const output = { type: 'json-schema', schema, strict: true };
    for (const mimeType of ['APPLICATION_JSON', 'application/json']) {
      for (const responseFormat of [{ text: { mimeType, schema } }, [{ text: { mimeType, schema } }]]) {
        const contents = [{ parts: [{ text: 'x' }] }];
        expect(decode({ contents, generationConfig: { responseFormat } }).output).toEqual(output);
      }
    }
  });

  it('reads files in the result of a function', () => {
    const { messages } = decode({
      contents: [
        { role: 'model', parts: [{ functionCall: { name: 'look', args: {} } }] },
        {
          role: 'user',
          parts: [
            {
              functionResponse: {
                name: 'look',
                response: {},
                parts: [{ fileData: { fileUri: 'gs://bucket/a.png', mimeType: 'image/png' } }],
              },
            },
          ],
        },
      ],
    });
    expect(messages[1]?.parts).toMatchObject([
      {
        type: 'tool-result',
        content: [
          { type: 'image', source: { kind: 'url', url: 'gs://bucket/a.png', mediaType: 'image/png' } },
        ],
      },
    ]);
  });
});

it('says which tier served a stream, as it says of a whole answer', () => {
  const decoder = gemini.createStreamDecoder();
  const chunk = {
    candidates: [{ content: { parts: [{ text: 'Hi' }] }, finishReason: 'STOP' }],
    usageMetadata: { promptTokenCount: 1, serviceTier: 'flex' },
  };
  const [start] = decoder.push({ event: null, data: JSON.stringify(chunk) });
  expect(start).toMatchObject({ type: 'response-start', serviceTier: 'flex' });
});
