import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { ComposedChoice, ComposedPart } from './compose-choice.ts';
import { logprobOf } from './logprobs.ts';

/** One choice told as a stream, a few events at a time: each group is one chunk on the wire. */
export function* streamEvents(
  { index: choice, parts, finish }: ComposedChoice,
  topLogprobs: number | null,
): Generator<StreamEvent[]> {
  for (const [part, content] of parts.entries()) yield* partEvents(choice, part, content, topLogprobs);
  yield [{ type: 'finish', choice, finish }];
}

function* partEvents(
  choice: number,
  part: number,
  content: ComposedPart,
  topLogprobs: number | null,
): Generator<StreamEvent[]> {
  switch (content.type) {
    case 'reasoning':
      yield [{ type: 'reasoning-start', choice, part }];
      for (const text of content.pieces) yield [{ type: 'reasoning-delta', choice, part, text }];
      yield [{ type: 'reasoning-end', choice, part }];
      break;
    case 'text':
      yield [{ type: 'text-start', choice, part }];
      for (const text of content.pieces) {
        const logprobs = topLogprobs === null ? undefined : [logprobOf(text, topLogprobs)];
        yield [{ type: 'text-delta', choice, part, text, ...(logprobs && { logprobs }) }];
      }
      yield [{ type: 'text-end', choice, part }];
      break;
    case 'tool-call':
      yield [{ type: 'tool-call-start', choice, part, id: content.id, name: content.name }];
      for (const piece of content.pieces) {
        yield [{ type: 'tool-call-delta', choice, part, arguments: piece }];
      }
      yield [{ type: 'tool-call-end', choice, part }];
      break;
  }
}
