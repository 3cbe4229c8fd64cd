import { bounds } from '../../../server/canonical/bounds.ts';
import type { DialectName } from '../../../server/canonical/dialect-name.ts';
import type { JsonObject } from '../../../server/canonical/json.ts';
import { escapes, type Family, times, unknownMembers } from './family.ts';

/** How each format streams: what begins a stream, its pieces, and its end. */
interface Shape {
  begin: JsonObject[];
  text(text: string, index: number): JsonObject[];
  /** A call that is begun and continued, not yet ended where the format can leave it open. */
  call(index: number): JsonObject[];
  /** The next piece of an open call's arguments; nothing where calls come whole. */
  more(index: number): JsonObject[];
  end: JsonObject[];
}

const chunk = (delta: JsonObject, members: JsonObject = {}): JsonObject => ({
  id: 'chatcmpl-1',
  model: 'm',
  choices: [{ index: 0, delta, ...members }],
});

const block = (index: number, content_block: JsonObject, delta: JsonObject): JsonObject[] => [
  { type: 'content_block_start', index, content_block },
  { type: 'content_block_delta', index, delta },
  { type: 'content_block_stop', index },
];

const candidate = (parts: JsonObject[], members: JsonObject = {}): JsonObject => ({
  responseId: 'r',
  candidates: [{ content: { parts, role: 'model' }, index: 0, ...members }],
});

const shapes: Readonly<Record<DialectName, Shape>> = {
  'openai-chat': {
    begin: [],
    text: (content) => [chunk({ content })],
    call: (index) => [
      chunk({
        tool_calls: [
          { index, id: `call_${index}`, type: 'function', function: { name: 'f', arguments: '{"a":"' } },
        ],
      }),
    ],
    more: (index) => [chunk({ tool_calls: [{ index, function: { arguments: 'x' } }] })],
    end: [chunk({}, { finish_reason: 'stop' })],
  },
  'anthropic-messages': {
    begin: [{ type: 'message_start', message: { id: 'msg_1', model: 'm', usage: { input_tokens: 1 } } }],
    text: (text, index) => block(index, { type: 'text', text: '' }, { type: 'text_delta', text }),
    call: (index) =>
      block(
        index,
        { type: 'tool_use', id: `toolu_${index}`, name: 'f', input: {} },
        { type: 'input_json_delta', partial_json: '{"a":1}' },
      ),
    more: () => [],
    end: [{ type: 'message_delta', delta: { stop_reason: 'end_turn' } }, { type: 'message_stop' }],
  },
  gemini: {
    begin: [],
    text: (text) => [candidate([{ text }])],
    call: () => [candidate([{ functionCall: { name: 'f', args: { a: 1 } } }])],
    more: () => [],
    end: [candidate([], { finishReason: 'STOP' })],
  },
};

/** Streams that hurt, within the bounds, as the data of their events. */
export function streamFamilies(dialect: DialectName): Family<JsonObject[]>[] {
  const { begin, text, call, more, end } = shapes[dialect];
  const stream = (...pieces: JsonObject[][]) => [...begin, ...pieces.flat(), ...end];
  const most = bounds.answerParts.most;
  const families: Family<JsonObject[]>[] = [
    { name: 'many small events', most, make: (size) => stream(...times(size, (index) => text('a', index))) },
    {
      name: 'calls, all of them open at once',
      most: bounds.toolCalls.most,
      make: (size) => stream(...times(size, call), ...times(4 * size, (index) => more((index * 7) % size))),
    },
    { name: 'one large event', make: (size) => stream(text(escapes(size * 10), 0)) },
    {
      name: 'events after the end',
      most,
      make: (size) => [...stream(text('a', 0)), ...times(size, (index) => text('b', index)).flat()],
    },
    { name: 'unknown members', make: (size) => stream([{ ...text('a', 0)[0], ...unknownMembers(size) }]) },
  ];
  if (dialect === 'anthropic-messages') {
    families.push(
      {
        name: 'usage that is told time and again',
        make: (size) =>
          stream(
            times(size, (index) => ({ type: 'message_delta', delta: {}, usage: { output_tokens: index } })),
          ),
      },
      {
        name: 'pieces of a signature, of arguments and of citations',
        most,
        make: (size) =>
          stream([
            { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
            ...times(size, (index) => ({
              type: 'content_block_delta',
              index: 0,
              delta: { type: 'citations_delta', citation: { index } },
            })),
            {
              type: 'content_block_start',
              index: 1,
              content_block: { type: 'server_tool_use', id: 'i', name: 'n' },
            },
            ...times(size, () => ({
              type: 'content_block_delta',
              index: 1,
              delta: { type: 'input_json_delta', partial_json: '[' },
            })).slice(0, 100),
          ]),
      },
    );
  }
  if (dialect === 'openai-chat') {
    families.push(
      {
        name: 'all choices in turn',
        make: (size) =>
          stream(
            times(size, (index) => ({
              id: 'c',
              choices: [{ index: index % bounds.choices.most, delta: { content: 'a' } }],
            })),
          ),
      },
      {
        name: 'text beside open calls',
        most,
        make: (size) => stream(call(0), ...times(size, (index) => [...text('a', index), ...more(0)])),
      },
      {
        name: 'reasoning that is told twice',
        most,
        make: (size) =>
          stream(
            times(size, (index) =>
              chunk({
                reasoning_content: 'a',
                reasoning_details: [{ type: 'reasoning.text', text: 'a', signature: `${index}` }],
              }),
            ),
          ),
      },
      {
        name: 'annotations',
        most: bounds.citations.most,
        make: (size) => stream(times(size, (index) => chunk({ annotations: [{ index }] }))),
      },
    );
  }
  return families;
}
