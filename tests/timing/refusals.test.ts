import { describe, expect, it } from 'vitest';
import { type BoundName, bounds } from '../../server/canonical/bounds.ts';
import type { DialectName } from '../../server/canonical/dialect-name.ts';
import { Fault } from '../../server/canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../server/canonical/json.ts';
import { dialects } from '../../server/dialects/index.ts';
import { times } from '../support/growth/family.ts';
import { expectBrief } from '../support/growth/processor-time.ts';

/** A refusal costs next to nothing beside the parsing that came before it. */
const refusedWithinMs = 100;

interface Excess {
  dialect: DialectName;
  bound: BoundName;
  /** Where the refusal says it was met. */
  path: string;
  make(count: number): JsonValue;
}

const hello = { role: 'user', content: 'Hello' };
const chat = (members: JsonObject): JsonObject => ({ model: 'm', messages: [hello], ...members });
const messages = (members: JsonObject): JsonObject => ({
  model: 'm',
  max_tokens: 9,
  messages: [hello],
  ...members,
});
const contents = (members: JsonObject): JsonObject => ({
  contents: [{ parts: [{ text: 'Hello' }] }],
  ...members,
});
const text = { type: 'text', text: 'a' };
const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } };
const named = (count: number) => Object.fromEntries(times(count, (index) => [`m${index}`, 1]));

const requests: Excess[] = [
  {
    dialect: 'openai-chat',
    bound: 'messages',
    path: 'messages',
    make: (count) => chat({ messages: times(count, () => hello) }),
  },
  {
    dialect: 'openai-chat',
    bound: 'parts',
    path: 'messages[0].content',
    make: (count) => chat({ messages: [{ role: 'user', content: times(count, () => text) }] }),
  },
  {
    dialect: 'openai-chat',
    bound: 'toolCalls',
    path: 'messages[0].tool_calls',
    make: (count) => chat({ messages: [{ role: 'assistant', tool_calls: times(count, () => call) }] }),
  },
  {
    dialect: 'openai-chat',
    bound: 'tools',
    path: 'tools',
    make: (count) => chat({ tools: times(count, () => ({ type: 'function', function: { name: 'f' } })) }),
  },
  {
    dialect: 'openai-chat',
    bound: 'allowedTools',
    path: 'tool_choice.allowed_tools.tools',
    make: (count) =>
      chat({
        tool_choice: {
          type: 'allowed_tools',
          allowed_tools: { mode: 'auto', tools: times(count, () => ({ type: 'function', name: 'f' })) },
        },
      }),
  },
  { dialect: 'openai-chat', bound: 'choices', path: 'n', make: (count) => chat({ n: count }) },
  {
    dialect: 'openai-chat',
    bound: 'topLogprobs',
    path: 'top_logprobs',
    make: (count) => chat({ top_logprobs: count }),
  },
  {
    dialect: 'openai-chat',
    bound: 'stopSequences',
    path: 'stop',
    make: (count) => chat({ stop: times(count, () => 'a') }),
  },
  {
    dialect: 'openai-chat',
    bound: 'metadata',
    path: 'metadata',
    make: (count) => chat({ metadata: named(count) }),
  },
  {
    dialect: 'openai-chat',
    bound: 'logitBias',
    path: 'logit_bias',
    make: (count) => chat({ logit_bias: named(count) }),
  },
  {
    dialect: 'openai-chat',
    bound: 'modelName',
    path: 'model',
    make: (count) => chat({ model: 'm'.repeat(count) }),
  },
  {
    dialect: 'openai-chat',
    bound: 'toolName',
    path: 'tools[0].function.name',
    make: (count) => chat({ tools: [{ type: 'function', function: { name: 'n'.repeat(count) } }] }),
  },
  {
    dialect: 'openai-chat',
    bound: 'id',
    path: 'messages[0].tool_call_id',
    make: (count) => chat({ messages: [{ role: 'tool', tool_call_id: 'i'.repeat(count), content: '' }] }),
  },
  {
    dialect: 'anthropic-messages',
    bound: 'messages',
    path: 'messages',
    make: (count) => messages({ messages: times(count, () => hello) }),
  },
  {
    dialect: 'anthropic-messages',
    bound: 'parts',
    path: 'messages[0].content',
    make: (count) => messages({ messages: [{ role: 'user', content: times(count, () => text) }] }),
  },
  {
    dialect: 'anthropic-messages',
    bound: 'parts',
    path: 'system',
    make: (count) => messages({ system: times(count, () => text) }),
  },
  {
    dialect: 'anthropic-messages',
    bound: 'tools',
    path: 'tools',
    make: (count) => messages({ tools: times(count, () => ({ name: 'f', input_schema: {} })) }),
  },
  {
    dialect: 'anthropic-messages',
    bound: 'stopSequences',
    path: 'stop_sequences',
    make: (count) => messages({ stop_sequences: times(count, () => 'a') }),
  },
  {
    dialect: 'gemini',
    bound: 'messages',
    path: 'contents',
    make: (count) => ({ contents: times(count, () => ({ parts: [] })) }),
  },
  {
    dialect: 'gemini',
    bound: 'parts',
    path: 'contents[0].parts',
    make: (count) => ({ contents: [{ parts: times(count, () => ({ text: 'a' })) }] }),
  },
  {
    dialect: 'gemini',
    bound: 'tools',
    path: 'tools[0].functionDeclarations',
    make: (count) => contents({ tools: [{ functionDeclarations: times(count, () => ({ name: 'f' })) }] }),
  },
  {
    dialect: 'gemini',
    bound: 'allowedTools',
    path: 'toolConfig.functionCallingConfig.allowedFunctionNames',
    make: (count) =>
      contents({ toolConfig: { functionCallingConfig: { allowedFunctionNames: times(count, () => 'f') } } }),
  },
  {
    dialect: 'gemini',
    bound: 'choices',
    path: 'generationConfig.candidateCount',
    make: (count) => contents({ generationConfig: { candidateCount: count } }),
  },
  {
    dialect: 'gemini',
    bound: 'topLogprobs',
    path: 'generationConfig.logprobs',
    make: (count) => contents({ generationConfig: { logprobs: count } }),
  },
  {
    dialect: 'gemini',
    bound: 'stopSequences',
    path: 'generationConfig.stopSequences',
    make: (count) => contents({ generationConfig: { stopSequences: times(count, () => 'a') } }),
  },
];

const chatAnswer = (message: JsonObject) => ({ id: 'c', model: 'm', choices: [{ message }] });
const message = (members: JsonObject) => ({ type: 'message', id: 'i', model: 'm', content: [], ...members });

const answers: Excess[] = [
  {
    dialect: 'openai-chat',
    bound: 'choices',
    path: 'choices',
    make: (count) => ({ choices: times(count, () => ({ message: {} })) }),
  },
  {
    dialect: 'openai-chat',
    bound: 'toolCalls',
    path: 'choices[0].message.tool_calls',
    make: (count) => chatAnswer({ tool_calls: times(count, () => call) }),
  },
  {
    dialect: 'openai-chat',
    bound: 'citations',
    path: 'choices[0].message.annotations',
    make: (count) => chatAnswer({ annotations: times(count, () => ({})) }),
  },
  {
    dialect: 'openai-chat',
    bound: 'answerId',
    path: 'id',
    make: (count) => ({ id: 'i'.repeat(count), choices: [] }),
  },
  {
    dialect: 'anthropic-messages',
    bound: 'answerParts',
    path: 'content',
    make: (count) => message({ content: times(count, () => text) }),
  },
  {
    dialect: 'anthropic-messages',
    bound: 'toolCalls',
    path: 'content',
    make: (count) =>
      message({ content: times(count, () => ({ type: 'tool_use', id: 'i', name: 'f', input: {} })) }),
  },
  {
    dialect: 'gemini',
    bound: 'choices',
    path: 'candidates',
    make: (count) => ({ candidates: times(count, () => ({})) }),
  },
  {
    dialect: 'gemini',
    bound: 'answerParts',
    path: 'candidates[0].content.parts',
    make: (count) => ({ candidates: [{ content: { parts: times(count, () => ({ text: 'a' })) } }] }),
  },
  {
    dialect: 'gemini',
    bound: 'toolCalls',
    path: 'candidates',
    make: (count) => ({
      candidates: [{ content: { parts: times(count, () => ({ functionCall: { name: 'f' } })) } }],
    }),
  },
];

function expectRefusal(excess: Excess, code: string, read: (body: JsonValue) => unknown): void {
  const { most } = bounds[excess.bound];
  const within = excess.make(most);
  expect(refusalOf(() => read(within))?.message ?? '').not.toContain(`at most ${most} `);
  const beyond = excess.make(most + 1);
  const fault = refusalOf(() => read(beyond));
  expect(fault).toMatchObject({ code, path: excess.path });
  expect(String(fault)).toContain(`at most ${most} ${bounds[excess.bound].of} are taken, got ${most + 1}`);
  expectBrief(() => void refusalOf(() => read(beyond)), refusedWithinMs);
}

function refusalOf(read: () => unknown): Fault | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

describe('what goes beyond a bound is refused at once, and the refusal names bound, number and place', () => {
  it.each(requests)('a request of $dialect: $bound at $path', (excess) => {
    expectRefusal(excess, 'invalid_request', (body) =>
      dialects[excess.dialect].decodeRequest({ body, path: { model: 'm', stream: false } }),
    );
  });

  it.each(answers)('an answer of $dialect: $bound at $path', (excess) => {
    expectRefusal(excess, 'upstream_malformed', (body) => dialects[excess.dialect].decodeResponse(body));
  });

  it.each(requests.filter(({ bound }) => bound === 'choices'))(
    'how many answers are wanted, before a request of $dialect is routed',
    (excess) => {
      expectRefusal(excess, 'invalid_request', (body) =>
        dialects[excess.dialect].readEnvelope({ body, path: { model: 'm', stream: false } }),
      );
    },
  );
});
