import type { Part } from '../../canonical/part.ts';
import type { CanonicalResponse, Choice } from '../../canonical/response.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import { textLogprobs } from './simulate.ts';
import { tokensOf } from './tokens.ts';

/** A whole answer told as a stream, a few events at a time: each group is one chunk on the wire. */
export function* streamEvents(
  response: CanonicalResponse,
  topLogprobs: number | null,
): Generator<StreamEvent[]> {
  yield [{ type: 'response-start', id: response.id, model: response.model }];
  for (const choice of response.choices) {
    for (const [part, content] of choice.parts.entries())
      yield* partEvents(choice, part, content, topLogprobs);
    yield [{ type: 'finish', choice: choice.index, finish: choice.finish }];
  }
  if (response.usage) yield [{ type: 'usage', usage: response.usage }];
  yield [{ type: 'response-end' }];
}

function* partEvents(
  { index: choice }: Choice,
  part: number,
  content: Part,
  topLogprobs: number | null,
): Generator<StreamEvent[]> {
  switch (content.type) {
    case 'reasoning':
      yield [{ type: 'reasoning-start', choice, part }];
      for (const text of tokensOf(content.text)) yield [{ type: 'reasoning-delta', choice, part, text }];
      yield [{ type: 'reasoning-end', choice, part }];
      break;
    case 'text':
      yield [{ type: 'text-start', choice, part }];
      for (const text of tokensOf(content.text)) {
        const logprobs = topLogprobs === null ? undefined : textLogprobs(text, topLogprobs);
        yield [{ type: 'text-delta', choice, part, text, ...(logprobs && { logprobs }) }];
      }
      yield [{ type: 'text-end', choice, part }];
      break;
    case 'tool-call':
      yield [{ type: 'tool-call-start', choice, part, id: content.id, name: content.name }];
      for (const piece of content.arguments.match(/[\s\S]{1,12}/g) ?? []) {
        yield [{ type: 'tool-call-delta', choice, part, arguments: piece }];
      }
      yield [{ type: 'tool-call-end', choice, part }];
      break;
  }
}
