import { bounds } from '../../../server/canonical/bounds.ts';
import type { DialectName } from '../../../server/canonical/dialect-name.ts';
import type { JsonObject, JsonValue } from '../../../server/canonical/json.ts';
import { deepArguments, escapes, type Family, times, unknownMembers } from './family.ts';

/** A whole answer of each format around what its model said. */
const shapes: Readonly<
  Record<
    DialectName,
    {
      answer(said: JsonObject, members?: JsonObject): JsonObject;
      texts(texts: string[]): JsonObject;
      calls(count: number, args: string): JsonObject;
    }
  >
> = {
  'openai-chat': {
    answer: (message, members) => ({
      id: 'chatcmpl-1',
      model: 'm',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message }, ...members }],
    }),
    texts: (texts) => ({ content: texts.map((text) => ({ type: 'text', text })) }),
    calls: (count, args) => ({
      tool_calls: times(count, (index) => ({
        id: `call_${index}`,
        type: 'function',
        function: { name: 'f', arguments: args },
      })),
    }),
  },
  'anthropic-messages': {
    answer: (message, members) => ({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm',
      stop_reason: 'end_turn',
      ...message,
      ...members,
    }),
    texts: (texts) => ({ content: texts.map((text) => ({ type: 'text', text })) }),
    calls: (count, args) => ({
      content: times(count, (index) => ({
        type: 'tool_use',
        id: `toolu_${index}`,
        name: 'f',
        input: JSON.parse(args) as JsonValue,
      })),
    }),
  },
  gemini: {
    answer: (content, members) => ({ candidates: [{ finishReason: 'STOP', content, ...members }] }),
    texts: (texts) => ({ role: 'model', parts: texts.map((text) => ({ text })) }),
    calls: (count, args) => ({
      parts: times(count, () => ({ functionCall: { name: 'f', args: JSON.parse(args) as JsonValue } })),
    }),
  },
};

const token = { token: 'a', logprob: -1, bytes: [97], logProbability: -1 };

/** Answers that hurt, within the bounds. */
export function answerFamilies(dialect: DialectName): Family[] {
  const { answer, texts, calls } = shapes[dialect];
  const families: Family[] = [
    {
      name: 'many parts',
      most: bounds.answerParts.most,
      make: (size) => answer(texts(times(size, (index) => `t${index}`))),
    },
    {
      name: 'many calls',
      most: bounds.toolCalls.most,
      make: (size) => answer(calls(size, '{"a":[1,2,3]}')),
    },
    {
      name: 'many calls with deep arguments',
      most: bounds.toolCalls.most,
      make: (size) => answer(calls(size, deepArguments)),
    },
    { name: 'unknown members', make: (size) => ({ ...answer(texts(['a'])), ...unknownMembers(size) }) },
    { name: 'unknown members of what was said', make: (size) => answer(texts(['a']), unknownMembers(size)) },
    { name: 'escapes', make: (size) => answer(texts([escapes(size * 10)])) },
    { name: 'a long text', make: (size) => answer(texts(['word '.repeat(size * 10)])) },
  ];
  if (dialect === 'openai-chat') {
    families.push(
      {
        name: 'likeliest tokens',
        make: (size) =>
          answer(texts(['a']), {
            logprobs: {
              content: times(size / 10, () => ({ ...token, top_logprobs: times(20, () => token) })),
            },
          }),
      },
      {
        name: 'annotations',
        most: bounds.citations.most,
        make: (size) => answer({ content: 'a', annotations: times(size, (index) => ({ index })) }),
      },
      {
        name: 'pieces of reasoning',
        most: bounds.parts.most,
        make: (size) =>
          answer({
            content: 'a',
            reasoning: 'r',
            reasoning_details: times(size, (index) => ({
              type: 'reasoning.text',
              text: 't',
              signature: `${index}`,
            })),
          }),
      },
    );
  }
  if (dialect === 'gemini') {
    families.push({
      name: 'likeliest tokens',
      make: (size) =>
        answer(texts(['a']), {
          logprobsResult: {
            chosenCandidates: times(size / 10, () => token),
            topCandidates: times(size / 10, () => ({ candidates: times(20, () => token) })),
          },
        }),
    });
  }
  return families;
}
