import { describe, expect, it } from 'vitest';
import type { FunctionTool, OutputFormat } from '../../../../server/canonical/request.ts';
import { canonical, encode } from './support.ts';

const weather: FunctionTool = {
  type: 'function',
  name: 'weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

describe('reasoning beside function tools, which OpenAI refuses in this format', () => {
  const asked = canonical({ tools: [weather], reasoning: { effort: 'high' } });

  it.each(['gpt-5.2', 'gpt-5.4-mini', 'gpt-5.5'])('takes the effort from %s, as a loss', (model) => {
    const { body, losses } = encode(asked, {}, model);
    expect(body).not.toHaveProperty('reasoning_effort');
    expect(losses).toEqual(['reasoning_effort']);
  });

  it('switches reasoning off for models that reason unless they are told not to', () => {
    expect(encode(asked, {}, 'gpt-5.6-terra')).toMatchObject({
      body: { reasoning_effort: 'none' },
      losses: ['reasoning_effort'],
    });
    expect(encode(canonical({ tools: [weather] }), {}, 'gpt-5.6')).toMatchObject({
      body: { reasoning_effort: 'none' },
      losses: [],
    });
  });

  it.each(['gpt-5', 'gpt-5.1', 'o3'])('keeps it for %s, which takes both', (model) => {
    expect(encode(asked, {}, model)).toMatchObject({ body: { reasoning_effort: 'high' }, losses: [] });
  });

  it('keeps it where there is no function to call', () => {
    const alone = canonical({ reasoning: { effort: 'high' } });
    expect(encode(alone, {}, 'gpt-5.6')).toMatchObject({ body: { reasoning_effort: 'high' }, losses: [] });
  });
});

describe('sampling of models that reason', () => {
  const sampled = canonical({ sampling: { temperature: 0.2, topP: 0.5 } });

  it.each(['gpt-5.5', 'gpt-5.6-sol'])('is not sent to %s, which reasons unasked', (model) => {
    const { body, losses } = encode(sampled, {}, model);
    expect(body).not.toHaveProperty('temperature');
    expect(losses).toEqual(['temperature', 'top_p']);
  });

  it('is sent where reasoning is off', () => {
    const off = { ...sampled, reasoning: { enabled: false } };
    expect(encode(off, {}, 'gpt-5.5').body).toMatchObject({ temperature: 0.2, reasoning_effort: 'none' });
    expect(encode(sampled, {}, 'gpt-5.4').body).toMatchObject({ temperature: 0.2 });
  });
});

describe('limits of OpenAI that other formats do not have', () => {
  it('sends four stop sequences at most, and says so', () => {
    const stop = ['a', 'b', 'c', 'd', 'e'];
    expect(encode(canonical({ sampling: { stop } }))).toMatchObject({
      body: { stop: ['a', 'b', 'c', 'd'] },
      losses: ['stop'],
    });
    expect(encode(canonical({ sampling: { stop } }), { mostStopSequences: 16 })).toMatchObject({
      body: { stop },
      losses: [],
    });
  });

  it('shortens the id of an end user, the same way every time', () => {
    const endUserId = `{"device_id":"${'a'.repeat(64)}","session_id":"0"}`;
    const { body } = encode(canonical({ endUserId }));
    expect(String(body.user)).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(encode(canonical({ endUserId })).body.user).toBe(body.user);
    expect(encode(canonical({ endUserId: 'customer 42' })).body.user).toBe('customer 42');
  });

  it('gives every function a schema of an object with properties', () => {
    const tools: FunctionTool[] = [
      { type: 'function', name: 'bare', parameters: { type: 'object' } },
      { type: 'function', name: 'untyped', parameters: { description: 'nothing' } },
      { type: 'function', name: 'none' },
    ];
    expect(encode(canonical({ tools })).body.tools).toEqual([
      { type: 'function', function: { name: 'bare', parameters: { type: 'object', properties: {} } } },
      {
        type: 'function',
        function: {
          name: 'untyped',
          parameters: { description: 'nothing', type: 'object', properties: {} },
        },
      },
      { type: 'function', function: { name: 'none' } },
    ]);
  });

  it('names an audio format as OpenAI does', () => {
    for (const mediaType of ['audio/wave', 'audio/x-wav', 'audio/vnd.wave']) {
      const audio = { type: 'audio' as const, source: { kind: 'base64' as const, data: 'AAAA', mediaType } };
      const { body } = encode(canonical({ messages: [{ role: 'user', parts: [audio] }] }));
      expect(body.messages).toEqual([
        { role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }] },
      ]);
    }
  });

  it('says a text document as text, since only PDF files are read', () => {
    const data = Buffer.from('a,b\n1,2').toString('base64');
    const source = { kind: 'base64' as const, data, mediaType: 'text/csv' };
    const { body, losses } = encode(
      canonical({ messages: [{ role: 'user', parts: [{ type: 'document', fileName: 't.csv', source }] }] }),
    );
    expect(body.messages).toEqual([{ role: 'user', content: 't.csv\n\na,b\n1,2' }]);
    expect(losses).toEqual([]);
  });

  it('leaves out the tools that are not allowed where a server knows no list of allowed ones', () => {
    const other: FunctionTool = { type: 'function', name: 'other' };
    const toolChoice = { type: 'allowed' as const, names: ['weather'], required: true };
    const { body } = encode(canonical({ tools: [weather, other], toolChoice }), { allowedTools: false });
    expect(body.tool_choice).toBe('required');
    expect(body.tools).toHaveLength(1);
  });
});

describe('structured output', () => {
  const person = (more: object = {}) => ({
    type: 'object',
    properties: { name: { type: 'string' }, age: { type: 'integer' } },
    required: ['name', 'age'],
    ...more,
  });
  const output = (schema: object, strict = true) => ({ type: 'json-schema', schema, strict }) as OutputFormat;

  it('closes the objects of a schema that is to be held to', () => {
    const { body, losses } = encode(canonical({ output: output(person()) }));
    expect(body.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'response', schema: person({ additionalProperties: false }), strict: true },
    });
    expect(losses).toEqual([]);
  });

  it.each([
    ['an optional property', person({ required: ['name'] })],
    ['open objects', person({ additionalProperties: true })],
    ['a keyword that strict mode refuses', person({ properties: { name: { allOf: [] }, age: {} } })],
  ])('is not strict with %s, which OpenAI would refuse; that is a loss', (_what, schema) => {
    const { body, losses } = encode(canonical({ output: output(schema) }));
    expect(body.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'response', schema },
    });
    expect(losses).toEqual(['strict']);
  });

  it('holds tools to the same rule', () => {
    const strict = (parameters: object) =>
      encode(
        canonical({
          tools: [{ ...weather, parameters, strict: true } as FunctionTool],
          reasoning: { enabled: false },
        }),
      );
    expect(strict(person())).toMatchObject({
      body: {
        tools: [{ function: { strict: true, parameters: { additionalProperties: false } } }],
      },
      losses: [],
    });
    const loose = strict(person({ required: [] }));
    expect(loose.losses).toEqual(['strict']);
    expect(loose.body).not.toHaveProperty('tools[0].function.strict');
  });

  it('asks in words for what is no object at its root, which OpenAI refuses as a format', () => {
    const schema = { type: 'array', items: { type: 'string' } };
    const { body, losses } = encode(canonical({ output: output(schema) }));
    expect(body).not.toHaveProperty('response_format');
    expect(body.messages).toEqual([
      { role: 'system', content: expect.stringContaining(JSON.stringify(schema)) },
      { role: 'user', content: 'Hello' },
    ]);
    expect(losses).toEqual(['response_format']);
  });

  it('speaks of JSON where JSON is wanted, which OpenAI demands', () => {
    expect(encode(canonical({ output: { type: 'json' } })).body).toMatchObject({
      response_format: { type: 'json_object' },
      messages: [{ role: 'system', content: expect.stringMatching(/json/i) }, { role: 'user' }],
    });
    const told = canonical({
      output: { type: 'json' },
      messages: [{ role: 'user', parts: [{ type: 'text', text: 'Answer in json' }] }],
    });
    expect(encode(told).body.messages).toHaveLength(1);
  });

  it('tells a server that knows no schemas what the schema is', () => {
    const { body, losses } = encode(canonical({ output: output(person()) }), { jsonSchema: false });
    expect(body.response_format).toEqual({ type: 'json_object' });
    expect(JSON.stringify(body.messages)).toContain('properties');
    expect(losses).toEqual(['json_schema']);
  });
});
