import { bounds } from '../../../server/canonical/bounds.ts';
import type { DialectName } from '../../../server/canonical/dialect-name.ts';
import type { JsonObject, JsonValue } from '../../../server/canonical/json.ts';
import {
  deepArguments,
  deepSchema,
  escapes,
  type Family,
  grouped,
  longName,
  times,
  unknownMembers,
  wideSchema,
} from './family.ts';

const callsPerMessage = bounds.toolCalls.most;
const partsPerMessage = 1000;

/** What each format's conversations and tools look like; the families are the same for all. */
interface Shape {
  request(messages: JsonValue[], members?: JsonObject): JsonObject;
  text(role: 'user' | 'model', text: string, members?: JsonObject): JsonObject;
  parts(texts: string[]): JsonObject;
  calls(ids: number[], id: (index: number) => string, args?: string): JsonObject;
  results(ids: number[], id: (index: number) => string): JsonObject[];
  tool(name: string, schema: JsonObject): JsonObject;
  tools(tools: JsonObject[], allowed?: string[]): JsonObject;
  output(schema: JsonObject): JsonObject;
  stop: string;
}

const openAi: Shape = {
  request: (messages, members) => ({ model: 'm', messages, ...members }),
  text: (role, content, members) => ({ role: role === 'user' ? 'user' : 'assistant', content, ...members }),
  parts: (texts) => ({ role: 'user', content: texts.map((text) => ({ type: 'text', text })) }),
  calls: (ids, id, args = '{"a":1}') => ({
    role: 'assistant',
    content: null,
    tool_calls: ids.map((index) => ({
      id: id(index),
      type: 'function',
      function: { name: `f${index % 7}`, arguments: args },
    })),
  }),
  results: (ids, id) => ids.map((index) => ({ role: 'tool', tool_call_id: id(index), content: 'ok' })),
  tool: (name, parameters) => ({ type: 'function', function: { name, parameters, strict: true } }),
  tools: (tools, allowed) => ({
    tools,
    ...(allowed && {
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: {
          mode: 'auto',
          tools: allowed.map((name) => ({ type: 'function', function: { name } })),
        },
      },
    }),
  }),
  output: (schema) => ({
    response_format: { type: 'json_schema', json_schema: { name: 'a', schema, strict: true } },
  }),
  stop: 'stop',
};

const anthropic: Shape = {
  request: (messages, members) => ({ model: 'm', max_tokens: 100, messages, ...members }),
  text: (role, content, members) => ({ role: role === 'user' ? 'user' : 'assistant', content, ...members }),
  parts: (texts) => ({ role: 'user', content: texts.map((text) => ({ type: 'text', text })) }),
  calls: (ids, id, args = '{"a":1}') => ({
    role: 'assistant',
    content: ids.map((index) => ({
      type: 'tool_use',
      id: id(index),
      name: `f${index % 7}`,
      input: JSON.parse(args) as JsonValue,
    })),
  }),
  results: (ids, id) => [
    {
      role: 'user',
      content: ids.map((index) => ({ type: 'tool_result', tool_use_id: id(index), content: 'ok' })),
    },
  ],
  tool: (name, input_schema) => ({ name, input_schema, strict: true }),
  tools: (tools) => ({ tools }),
  output: (schema) => ({ output_config: { format: { type: 'json_schema', schema } } }),
  stop: 'stop_sequences',
};

const gemini: Shape = {
  request: (contents, members) => ({ contents, ...members }),
  text: (role, text, members) => ({ role, parts: [{ text }], ...members }),
  parts: (texts) => ({ role: 'user', parts: texts.map((text) => ({ text })) }),
  calls: (ids, id, args = '{"a":1}') => ({
    role: 'model',
    parts: ids.map((index) => ({
      functionCall: { id: id(index), name: `f${index % 7}`, args: JSON.parse(args) as JsonValue },
    })),
  }),
  results: (ids, id) => [
    {
      role: 'user',
      parts: ids.map((index) => ({
        functionResponse: { id: id(index), name: `f${index % 7}`, response: { output: 'ok' } },
      })),
    },
  ],
  tool: (name, parametersJsonSchema) => ({ name, parametersJsonSchema }),
  tools: (functionDeclarations, allowedFunctionNames) => ({
    tools: [{ functionDeclarations }],
    ...(allowedFunctionNames && {
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames } },
    }),
  }),
  output: (responseJsonSchema) => ({
    generationConfig: { responseMimeType: 'application/json', responseJsonSchema },
  }),
  stop: 'stopSequences',
};

const shapes: Readonly<Record<DialectName, Shape>> = {
  'openai-chat': openAi,
  'anthropic-messages': anthropic,
  gemini,
};

/** Requests that hurt, within the bounds. */
export function requestFamilies(dialect: DialectName): Family[] {
  const shape = shapes[dialect];
  const { request, text } = shape;
  const hello = text('user', 'Hello');
  const ownId = (index: number) => `call_${index}`;
  const sameId = () => 'call_same';
  /** Gemini's calls often have no id: they are then matched by name and order. */
  const noId = (index: number) => (dialect === 'gemini' ? '' : ownId(index));
  const conversation = (count: number, id: (index: number) => string, order: (ids: number[]) => number[]) => {
    const groups = grouped(count, callsPerMessage, (index) => index);
    return [
      hello,
      ...groups.map((ids) => shape.calls(ids, id)),
      ...order(groups.flat()).reduce<JsonObject[]>((messages, _, at, all) => {
        if (at % callsPerMessage === 0)
          messages.push(...shape.results(all.slice(at, at + callsPerMessage), id));
        return messages;
      }, []),
    ];
  };
  return [
    {
      name: 'many messages of one role',
      make: (size) => request(times(size, () => hello)),
    },
    {
      name: 'many messages of two roles',
      make: (size) => request(times(size, (index) => text(index % 2 === 0 ? 'user' : 'model', 'Hello'))),
    },
    {
      name: 'many parts',
      make: (size) => request(grouped(size, partsPerMessage, (index) => `t${index}`).map(shape.parts)),
    },
    {
      name: 'many calls, then all results',
      make: (size) => request(conversation(size, ownId, (ids) => ids)),
    },
    {
      name: 'many calls, then all results in reverse',
      make: (size) => request(conversation(size, ownId, (ids) => ids.toReversed())),
    },
    {
      name: 'many calls of one id',
      make: (size) => request(conversation(size, sameId, (ids) => ids)),
    },
    {
      name: 'many calls without ids',
      make: (size) => request(conversation(size, noId, (ids) => ids.toReversed())),
    },
    {
      name: 'many calls with deep arguments',
      most: 4_000,
      make: (size) =>
        request([
          hello,
          ...grouped(size, callsPerMessage, (index) => index).map((ids) =>
            shape.calls(ids, ownId, deepArguments),
          ),
        ]),
    },
    {
      name: 'many tools',
      most: bounds.tools.most,
      make: (size) =>
        request([hello], shape.tools(times(size, (index) => shape.tool(`f${index}`, wideSchema(3))))),
    },
    {
      name: 'many tools, each of them allowed',
      most: bounds.tools.most,
      make: (size) => {
        const names = times(size, (index) => `f${index}`);
        return request(
          [hello],
          shape.tools(
            names.map((name) => shape.tool(name, { type: 'object' })),
            names.toReversed(),
          ),
        );
      },
    },
    {
      name: 'many tools of one name',
      most: bounds.tools.most,
      make: (size) =>
        request([hello], shape.tools(times(size, () => shape.tool('same name', wideSchema(1))))),
    },
    {
      name: 'long names that are replaced',
      most: bounds.tools.most,
      make: (size) =>
        request(
          [hello],
          shape.tools(times(size, (index) => shape.tool(longName(index), { type: 'object' }))),
        ),
    },
    { name: 'a wide schema', make: (size) => request([hello], shape.output(wideSchema(size))) },
    {
      name: 'a tool with a wide schema',
      make: (size) => request([hello], shape.tools([shape.tool('f', wideSchema(size))])),
    },
    {
      name: 'deep schemas',
      most: 2_000,
      make: (size) =>
        request([hello], shape.tools(times(size, (index) => shape.tool(`f${index}`, deepSchema())))),
    },
    { name: 'unknown members', make: (size) => request([hello], unknownMembers(size)) },
    {
      name: 'messages with an unknown member each',
      make: (size) => request(times(size, (index) => text('user', 'Hello', unknownMembers(1 + (index % 2))))),
    },
    {
      name: 'a message with unknown members that is cut into many',
      most: bounds.parts.most,
      make: (size) => {
        const [cut = hello] = shape.results(
          times(Math.ceil(size / 2), (index) => index),
          ownId,
        );
        return request([hello, { ...cut, ...unknownMembers(size) }]);
      },
    },
    { name: 'escapes', make: (size) => request([text('user', escapes(size * 10))]) },
    { name: 'a long text', make: (size) => request([text('user', 'word '.repeat(size * 10))]) },
    {
      name: 'stop sequences',
      most: bounds.stopSequences.most,
      make: (size) => {
        const stop = { [shape.stop]: times(size, (index) => `stop ${index}`) };
        return request([hello], dialect === 'gemini' ? { generationConfig: stop } : stop);
      },
    },
  ];
}
