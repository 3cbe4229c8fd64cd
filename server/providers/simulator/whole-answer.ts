import type { JsonObject } from '../../canonical/json.ts';
import type { Part } from '../../canonical/part.ts';
import type { Usage } from '../../canonical/usage.ts';
import type { ResponseContext } from '../../dialects/dialect.ts';
import { openAiChat } from '../../dialects/openai-chat/index.ts';
import { encodeLogprobs } from '../../dialects/openai-chat/logprobs.ts';
import { BrokenOffError } from './broken-off.ts';
import { type ComposedChoice, type ComposedPart, composeChoice } from './compose-choice.ts';
import { logprobOf } from './logprobs.ts';
import type { Simulation } from './plan.ts';
import { Turns } from './turns.ts';
import { UsageCount } from './usage.ts';

/** The answer in one piece, whose text is written a turn's worth at a time. */
export async function* wholeAnswer(
  simulation: Simulation,
  context: ResponseContext,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const turns = new Turns();
  let text = '';
  for (const piece of piecesOf(simulation, context)) {
    text += piece;
    if (!turns.isOver) continue;
    if (simulation.behaviour.disconnect) break;
    yield Buffer.from(text);
    text = '';
    await turns.next();
    signal.throwIfAborted();
  }
  const bytes = Buffer.from(text);
  if (!simulation.behaviour.disconnect) {
    yield bytes;
    return;
  }
  yield bytes.subarray(0, bytes.length / 2);
  throw new BrokenOffError();
}

/** JSON text of the answer, choice by choice and log probability by log probability. */
function* piecesOf(simulation: Simulation, context: ResponseContext): Generator<string> {
  const usage = new UsageCount();
  const { choices, ...head } = encode(simulation, null, null, context);
  yield `${JSON.stringify(head).slice(0, -1)},"choices":[`;
  for (let index = 0; index < simulation.choices; index++) {
    const choice = composeChoice(simulation, index);
    usage.add(choice);
    if (index > 0) yield ',';
    yield* choicePieces(simulation, choice, context);
  }
  const total = encode(simulation, null, usage.total(simulation), context).usage;
  yield total === undefined ? ']}' : `],"usage":${JSON.stringify(total)}}`;
}

function* choicePieces(
  simulation: Simulation,
  choice: ComposedChoice,
  context: ResponseContext,
): Generator<string> {
  const { choices } = encode(simulation, choice, null, context);
  const [encoded] = Array.isArray(choices) ? choices : [];
  const { topLogprobs } = simulation;
  if (topLogprobs === null) {
    yield JSON.stringify(encoded);
    return;
  }
  // A list with no entry yet stands last in the choice; entries are put into it one by one.
  const { logprobs, ...rest } = encoded as JsonObject;
  yield `${JSON.stringify(rest).slice(0, -1)},"logprobs":{"refusal":null,"content":[`;
  let separator = '';
  for (const part of choice.parts) {
    if (part.type !== 'text') continue;
    for (const token of part.pieces) {
      yield separator + JSON.stringify(encodeLogprobs([logprobOf(token, topLogprobs)])[0]);
      separator = ',';
    }
  }
  yield ']}}';
}

/** As the dialect writes it, without log probabilities. */
function encode(
  { id, model }: Simulation,
  choice: ComposedChoice | null,
  usage: Usage | null,
  context: ResponseContext,
): JsonObject {
  const choices = choice
    ? [{ index: choice.index, parts: choice.parts.map(partOf), finish: choice.finish }]
    : [];
  return openAiChat.encodeResponse({ id, model, choices, usage }, context).body;
}

function partOf(part: ComposedPart): Part {
  const text = part.pieces.join('');
  return part.type === 'tool-call'
    ? { type: 'tool-call', id: part.id, name: part.name, arguments: text }
    : { type: part.type, text };
}
