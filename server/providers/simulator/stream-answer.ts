import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { ResponseContext } from '../../dialects/dialect.ts';
import { openAiChat } from '../../dialects/openai-chat/index.ts';
import { BrokenOffError } from './broken-off.ts';
import { type ComposedChoice, composeChoice } from './compose-choice.ts';
import type { Simulation } from './plan.ts';
import { streamEvents } from './stream-events.ts';
import { Turns } from './turns.ts';
import { UsageCount } from './usage.ts';

/** The answer as a stream: each chunk is made when the one before it was taken. */
export async function* streamAnswer(
  simulation: Simulation,
  context: ResponseContext,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const { chunkMs } = simulation.behaviour;
  const encoder = openAiChat.createStreamEncoder(context);
  const turns = new Turns();
  let isFirst = true;
  for (const events of groupsOf(simulation)) {
    let text = '';
    for (const event of events) text += encoder.push(event);
    if (text === '') continue;
    if (chunkMs > 0 && !isFirst) {
      await sleep(chunkMs, undefined, { signal });
      turns.renew();
    }
    isFirst = false;
    yield Buffer.from(text);
    if (turns.isOver) await turns.next();
    signal.throwIfAborted();
  }
}

function* groupsOf(simulation: Simulation): Generator<StreamEvent[]> {
  const { id, model, choices, behaviour, topLogprobs } = simulation;
  const usage = new UsageCount();
  yield [{ type: 'response-start', id, model }];
  for (let index = 0; index < choices; index++) {
    const choice = composeChoice(simulation, index);
    usage.add(choice);
    let left = behaviour.disconnect ? piecesOf(choice) / 2 : Number.POSITIVE_INFINITY;
    for (const group of streamEvents(choice, topLogprobs)) {
      if (--left < 0) throw new BrokenOffError();
      yield group;
    }
  }
  const total = usage.total(simulation);
  if (total) yield [{ type: 'usage', usage: total }];
  yield [{ type: 'response-end' }];
}

function piecesOf({ parts }: ComposedChoice): number {
  return parts.reduce((sum, { pieces }) => sum + pieces.length, 0);
}
