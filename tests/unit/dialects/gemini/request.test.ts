import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../../../server/canonical/json.ts';
import type { CanonicalRequest } from '../../../../server/canonical/request.ts';
import { gemini } from '../../../../server/dialects/gemini/index.ts';

const path = { model: 'gemini-2.5-flash', stream: false };
const hello = [{ role: 'user', parts: [{ text: 'Hello' }] }];

function decode(body: JsonValue, model = path.model): CanonicalRequest {
  return gemini.decodeRequest({ body, path: { ...path, model } });
}

function encode(request: CanonicalRequest, model = path.model) {
  return gemini.encodeRequest(request, { model, quirks: {} });
}

function faultOf(body: JsonValue): Fault {
  try {
    decode(body);
  } catch (error) {
    if (error instanceof Fault) return error;
  }
  throw new Error('No fault was thrown.');
}

/** A request of another format, as its decoder would give it. */
function request(members: Partial<CanonicalRequest>): CanonicalRequest {
  return { model: 'any', messages: [], sampling: {}, stream: false, ...members };
}

describe('a Gemini request', () => {
  it('is read the same in camelCase and in snake_case, as proto JSON allows', () => {
    const camel = decode({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [{ role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }] }],
      tools: [{ functionDeclarations: [{ name: 'f', parametersJsonSchema: { type: 'object' } }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['f'] } },
      generationConfig: { maxOutputTokens: 5, stopSequences: ['x'], thinkingConfig: { thinkingBudget: 9 } },
    });
    const snake = decode({
      system_instruction: { parts: [{ text: 'Be brief.' }] },
      contents: [{ role: 'user', parts: [{ inline_data: { mime_type: 'image/png', data: 'AAAA' } }] }],
      tools: [{ function_declarations: [{ name: 'f', parameters_json_schema: { type: 'object' } }] }],
      tool_config: { function_calling_config: { mode: 'ANY', allowed_function_names: ['f'] } },
      generation_config: {
        max_output_tokens: 5,
        stop_sequences: ['x'],
        thinking_config: { thinking_budget: 9 },
      },
    });
    expect(snake).toEqual(camel);
    expect(camel.messages[0]).toEqual({ role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] });
    expect(camel.toolChoice).toEqual({ type: 'tool', name: 'f' });
  });

  it('takes bytes in the alphabet for URLs, as Google’s Python client sends them', () => {
    const parts = [{ inlineData: { mimeType: 'image/png', data: '-_8=' } }];
    expect(decode({ contents: [{ parts }] }).messages[0]?.parts[0]).toMatchObject({
      source: { kind: 'base64', data: '+/8=' },
    });
  });

  it('takes a content without a role as the user’s', () => {
    expect(decode({ contents: [{ parts: [{ text: 'Hi' }] }] }).messages[0]?.role).toBe('user');
  });

  it('names the path of what is wrong, in the spelling the client used', () => {
    expect(faultOf({ contents: [{ role: 'robot', parts: [] }] })).toMatchObject({
      code: 'invalid_request',
      path: 'contents[0].role',
    });
    expect(faultOf({ contents: hello, generation_config: { max_output_tokens: 'many' } }).path).toBe(
      'generation_config.max_output_tokens',
    );
    expect(faultOf({ contents: [] }).path).toBe('contents');
    expect(faultOf({ contents: [{ parts: [{ functionCall: { name: 'f' } }] }] }).path).toBe(
      'contents[0].parts[0].functionCall',
    );
    expect(faultOf({ contents: hello, toolConfig: { functionCallingConfig: { mode: 'MAYBE' } } }).path).toBe(
      'toolConfig.functionCallingConfig.mode',
    );
  });

  it('gives calls without ids the same ids every time, and matches results to them by name and order', () => {
    const calling: JsonObject = {
      role: 'model',
      parts: [
        { functionCall: { name: 'weather', args: { city: 'Bern' } } },
        { functionCall: { name: 'time' } },
        { functionCall: { name: 'weather', args: { city: 'Rome' } } },
      ],
    };
    const body: JsonObject = {
      contents: [
        ...hello,
        calling,
        {
          role: 'user',
          parts: [
            { functionResponse: { name: 'weather', response: { output: 'rain' } } },
            { functionResponse: { name: 'weather', response: { output: 'sun' } } },
            { functionResponse: { name: 'time', response: { output: 'noon' } } },
            { text: 'And now?' },
          ],
        },
      ],
    };
    const decoded = decode(body);
    expect(decoded).toEqual(decode(body));
    const calls = decoded.messages[1]?.parts.map((part) => (part.type === 'tool-call' ? part.id : ''));
    const results = decoded.messages[2]?.parts.map((part) =>
      part.type === 'tool-result' ? part.toolCallId : '',
    );
    expect(new Set(calls).size).toBe(3);
    expect(results).toEqual([calls?.[0], calls?.[2], calls?.[1]]);
    expect(decoded.messages.map((message) => message.role)).toEqual(['user', 'assistant', 'tool', 'user']);
    // Derived ids are never sent as Gemini's own, and results come back in the order of their calls.
    const encoded = encode(decoded).body;
    expect(JSON.stringify(encoded)).not.toContain('call_heddle_');
    expect(encoded.contents).toMatchObject([
      {},
      calling,
      { parts: [{ functionResponse: { response: { output: 'rain' } } }, {}, {}, { text: 'And now?' }] },
    ]);
  });

  it('keeps the ids a client gave, and finds the call of a result that has none', () => {
    const decoded = decode({
      contents: [
        ...hello,
        { role: 'model', parts: [{ functionCall: { id: 'a1', name: 'f', args: {} } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'f', response: { output: 'x' } } }] },
      ],
    });
    expect(decoded.messages[2]?.parts[0]).toMatchObject({ toolCallId: 'a1', toolName: 'f' });
  });

  it('keeps an object result beside the text other formats take, and an error as one', () => {
    const results = (response: JsonObject) =>
      decode({ contents: [{ parts: [{ functionResponse: { name: 'f', response } }] }] }).messages[0]
        ?.parts[0];
    expect(results({ degrees: 7 })).toMatchObject({
      content: [{ type: 'text', text: '{"degrees":7}' }],
      structured: { degrees: 7 },
    });
    expect(results({ result: 'sunny' })).toMatchObject({ content: [{ text: 'sunny' }] });
    expect(results({ error: 'no such city' })).toMatchObject({
      content: [{ text: 'no such city' }],
      isError: true,
    });
  });

  it('keeps what only Gemini has, and gives it back in its place', () => {
    const body: JsonObject = {
      contents: [
        {
          role: 'user',
          parts: [
            { fileData: { fileUri: 'https://youtu.be/abc' }, videoMetadata: { fps: 2 } },
            { executableCode: { language: 'PYTHON', code: '1' } },
            { text: 'Look', partMetadata: { source: 'a' } },
          ],
        },
      ],
      tools: [{ googleSearch: {} }, { codeExecution: {} }],
      toolConfig: { retrievalConfig: { languageCode: 'de' } },
      generationConfig: { mediaResolution: 'MEDIA_RESOLUTION_LOW', speechConfig: { languageCode: 'de' } },
      safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
      cachedContent: 'cachedContents/1',
    };
    const { body: encoded, losses } = encode(decode(body));
    expect(encoded).toEqual(body);
    expect(losses).toEqual([]);
  });

  it('expresses all of sampling, output and choice', () => {
    const body: JsonObject = {
      contents: hello,
      tools: [
        {
          functionDeclarations: [
            {
              name: 'f',
              description: 'd',
              parameters: { type: 'OBJECT', properties: { a: { type: 'STRING' } } },
            },
            { name: 'g' },
          ],
        },
      ],
      toolConfig: { functionCallingConfig: { mode: 'VALIDATED' } },
      generationConfig: {
        maxOutputTokens: 9,
        temperature: 0.5,
        topP: 0.9,
        topK: 3,
        frequencyPenalty: 1,
        presencePenalty: 2,
        seed: 7,
        candidateCount: 2,
        responseLogprobs: true,
        logprobs: 3,
        stopSequences: ['a'],
        responseMimeType: 'application/json',
        responseSchema: {
          type: 'OBJECT',
          properties: { z: { type: 'STRING' }, a: { type: 'INTEGER', nullable: true } },
          propertyOrdering: ['z', 'a'],
        },
        thinkingConfig: { thinkingBudget: -1, includeThoughts: true },
      },
      serviceTier: 'flex',
    };
    expect(encode(decode(body))).toEqual({ body, losses: [] });
  });
});

describe('a request of another format, sent to Gemini', () => {
  it('puts leading system messages into the instruction and keeps later ones in place as a named loss', () => {
    const { body, losses } = encode(
      request({
        messages: [
          { role: 'system', parts: [{ type: 'text', text: 'one' }] },
          { role: 'developer', parts: [{ type: 'text', text: 'two' }] },
          { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
          { role: 'system', parts: [{ type: 'text', text: 'three' }] },
        ],
      }),
    );
    expect(body).toEqual({
      systemInstruction: { parts: [{ text: 'one' }, { text: 'two' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'user', parts: [{ text: 'three' }] },
      ],
    });
    expect(losses).toEqual([{ name: 'system_position', path: 'messages[3]' }]);
  });

  it('joins the results of parallel calls with the turn that follows, and finds their names by id', () => {
    const { body } = encode(
      request({
        messages: [
          {
            role: 'assistant',
            parts: [
              { type: 'tool-call', id: 'call_1', name: 'f', arguments: '{"a":1}' },
              { type: 'tool-call', id: 'call_2', name: 'g', arguments: '' },
            ],
          },
          {
            role: 'tool',
            parts: [{ type: 'tool-result', toolCallId: 'call_2', content: [{ type: 'text', text: 'two' }] }],
          },
          {
            role: 'tool',
            parts: [{ type: 'tool-result', toolCallId: 'call_1', content: [], isError: true }],
          },
          { role: 'user', parts: [{ type: 'text', text: 'So?' }] },
        ],
      }),
    );
    expect(body.contents).toEqual([
      {
        role: 'model',
        parts: [
          { functionCall: { id: 'call_1', name: 'f', args: { a: 1 } } },
          { functionCall: { id: 'call_2', name: 'g', args: {} } },
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'call_2', name: 'g', response: { output: 'two' } } },
          { functionResponse: { id: 'call_1', name: 'f', response: { error: '' } } },
          { text: 'So?' },
        ],
      },
    ]);
  });

  it('never sends another vendor’s signature, keeps the thoughts, and names the loss', () => {
    const messages: CanonicalRequest['messages'] = [
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'hm', signature: { dialect: 'anthropic-messages', value: 'secret' } },
          { type: 'reasoning', text: '', redacted: { dialect: 'anthropic-messages', value: 'opaque' } },
          { type: 'text', text: 'Yes', signature: { dialect: 'gemini', value: 'mine' } },
        ],
      },
    ];
    const { body, losses } = encode(request({ messages }));
    expect(body.contents).toEqual([
      {
        role: 'model',
        parts: [
          { text: 'hm', thought: true },
          { text: 'Yes', thoughtSignature: 'mine' },
        ],
      },
    ]);
    expect(losses.map((loss) => loss.name)).toEqual(['reasoning_signature', 'redacted_reasoning']);
  });

  it('tells Gemini 3 that the first unsigned call of a turn has no signature, and no earlier model', () => {
    const messages: CanonicalRequest['messages'] = [
      {
        role: 'assistant',
        parts: [
          { type: 'tool-call', id: 'a', name: 'f', arguments: '{}' },
          { type: 'tool-call', id: 'b', name: 'f', arguments: '{}' },
        ],
      },
    ];
    const signed = (model: string) => JSON.stringify(encode(request({ messages }), model).body);
    expect(signed('gemini-3-flash-preview').match(/skip_thought_signature_validator/g)).toHaveLength(1);
    expect(signed('gemini-2.5-flash')).not.toContain('thoughtSignature');
  });

  it('names every member it cannot express', () => {
    const { losses } = encode(
      request({
        messages: [{ role: 'user', name: 'ann', parts: [{ type: 'text', text: 'x', cache: {} }] }],
        tools: [
          { type: 'vendor', dialect: 'openai-chat', kind: 'web_search', value: {} },
          { type: 'function', name: 'f', strict: true },
        ],
        parallelToolCalls: false,
        sampling: { logitBias: { 1: 2 }, stop: ['1', '2', '3', '4', '5', '6'] },
        endUserId: 'u',
        metadata: { a: 'b' },
        serviceTier: 'scale',
        extensions: { 'openai-chat': { prediction: {} } },
      }),
    );
    expect(new Set(losses.map((loss) => loss.name))).toEqual(
      new Set([
        'prediction',
        'name',
        'cache_control',
        'web_search',
        'strict',
        'parallel_tool_calls',
        'logit_bias',
        'stop',
        'user',
        'metadata',
        'service_tier',
      ]),
    );
  });

  it.each([
    ['gemini-2.5-flash', { effort: 'low' }, { thinkingBudget: 1024 }],
    ['gemini-2.5-flash', { effort: 'none' }, { thinkingBudget: 0 }],
    ['gemini-2.5-pro', { effort: 'none' }, { thinkingBudget: 128 }],
    ['gemini-2.5-flash', { effort: 'max' }, { thinkingBudget: 24_576 }],
    ['gemini-3-flash-preview', { effort: 'xhigh' }, { thinkingLevel: 'HIGH' }],
    ['gemini-3-pro-preview', { effort: 'medium' }, { thinkingLevel: 'HIGH' }],
    ['gemini-3.1-pro-preview', { effort: 'medium' }, { thinkingLevel: 'MEDIUM' }],
    ['gemini-3-flash-preview', { effort: 'none' }, { thinkingLevel: 'MINIMAL' }],
    ['gemini-3-flash-preview', { budgetTokens: 2000 }, { thinkingBudget: 2000 }],
    ['gemini-2.5-flash', { enabled: true, includeThoughts: true }, { includeThoughts: true }],
  ] as const)('asks %s for reasoning %j as %j', (model, reasoning, thinkingConfig) => {
    const { body } = encode(request({ reasoning }), model);
    expect(body.generationConfig).toEqual({ thinkingConfig });
  });

  it('sends images, documents and films by address or by bytes, and names files it cannot have', () => {
    const { body, losses } = encode(
      request({
        messages: [
          {
            role: 'user',
            parts: [
              { type: 'image', source: { kind: 'url', url: 'https://a.example/cat.png' } },
              { type: 'image', source: { kind: 'url', url: 'https://a.example/cat' } },
              { type: 'document', source: { kind: 'text', text: 'ä' } },
              { type: 'document', source: { kind: 'file', fileId: 'file-abc' } },
              { type: 'video', source: { kind: 'file', fileId: 'files/f1', mediaType: 'video/mp4' } },
            ],
          },
        ],
      }),
    );
    expect(body.contents).toEqual([
      {
        role: 'user',
        parts: [
          { fileData: { fileUri: 'https://a.example/cat.png', mimeType: 'image/png' } },
          { fileData: { fileUri: 'https://a.example/cat', mimeType: 'image/jpeg' } },
          { inlineData: { mimeType: 'text/plain', data: 'w6Q=' } },
          {
            fileData: {
              fileUri: 'https://generativelanguage.googleapis.com/v1beta/files/f1',
              mimeType: 'video/mp4',
            },
          },
        ],
      },
    ]);
    expect(losses).toEqual([{ name: 'file_id', path: 'messages[0].parts[3]' }]);
  });

  it('puts media of a result into it from Gemini 3 on, beside it before', () => {
    const messages: CanonicalRequest['messages'] = [
      { role: 'assistant', parts: [{ type: 'tool-call', id: 'a', name: 'f', arguments: '{}' }] },
      {
        role: 'tool',
        parts: [
          {
            type: 'tool-result',
            toolCallId: 'a',
            content: [{ type: 'image', source: { kind: 'base64', data: 'AA', mediaType: 'image/png' } }],
          },
        ],
      },
    ];
    const inlineData = { mimeType: 'image/png', data: 'AA' };
    expect(encode(request({ messages }), 'gemini-3-flash-preview').body.contents).toMatchObject([
      {},
      { parts: [{ functionResponse: { name: 'f', parts: [{ inlineData }] } }] },
    ]);
    expect(encode(request({ messages })).body.contents).toMatchObject([
      {},
      { parts: [{ functionResponse: { name: 'f', response: {} } }, { inlineData }] },
    ]);
  });
});

describe('the envelope', () => {
  it('holds model, streaming and the bound over all candidates', () => {
    const body = { contents: hello, generationConfig: { maxOutputTokens: 10, candidateCount: 3 } };
    expect(gemini.readEnvelope({ body, path: { model: 'models/gemini-x', stream: true } })).toEqual({
      model: 'gemini-x',
      stream: true,
      choices: 3,
      maxOutputTokens: 30,
    });
  });

  it('leads to the address of each operation', () => {
    const generate = (model: string, stream: boolean) =>
      gemini.upstreamPath({ name: 'generate', model, stream });
    expect(generate('gemini-x', false)).toBe('/models/gemini-x:generateContent');
    expect(generate('gemini-x', true)).toBe('/models/gemini-x:streamGenerateContent?alt=sse');
    expect(generate('tunedModels/mine', false)).toBe('/tunedModels/mine:generateContent');
    expect(generate('../a?b', false)).toBe('/models/..%2Fa%3Fb:generateContent');
  });
});
