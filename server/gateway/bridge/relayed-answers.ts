import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import { Fault } from '../../canonical/fault.ts';
import type { Loss } from '../../canonical/loss.ts';
import type { Dialect, RelayReading, ResponseContext, StreamTap } from '../../dialects/dialect.ts';
import { dialects } from '../../dialects/index.ts';
import type { FramedEvent } from '../../dialects/server-sent-events.ts';
import { AnswerEvents } from './answer-events.ts';
import type { AnswerStream, Answers, RelayRecipe, WholeAnswer } from './bridge.ts';
import { checkAnswer } from './check-answer.ts';

const noLosses: readonly Loss[] = [];

/** Answers whose bytes go through untouched. Only where the channel has another name for the model, they are given the client's. */
export class RelayedAnswers implements Answers {
  readonly #recipe: RelayRecipe;

  constructor(recipe: RelayRecipe) {
    this.#recipe = recipe;
  }

  readWhole(bytes: Buffer): WholeAnswer {
    checkAnswer(bytes);
    const { dialect, shownModel } = this.#recipe;
    const { relay } = dialects[dialect];
    const reading = relay.readResponse(bytes);
    if (reading.fault) throw reading.fault;
    const counted = reading.usage !== null && reading.usage.unreadable === undefined;
    if (!reading.complete && reading.finish === null && !counted) throw new Fault('upstream_malformed');
    const shown = shownModel === null ? bytes : relay.renameModel(bytes, shownModel);
    return { bytes: shown, reading, losses: noLosses };
  }

  createStream(): AnswerStream {
    return new RelayStream(this.#recipe);
  }
}

class RelayStream implements AnswerStream {
  complete = false;
  fault: Fault | null = null;
  readonly losses = noLosses;
  readonly #dialect: Dialect;
  readonly #context: ResponseContext;
  readonly #tap: StreamTap;
  /** With one choice its finish says that all has been said; with several, only the end does. */
  readonly #severalChoices: boolean;
  readonly #shownModel: string | null;
  readonly #events = new AnswerEvents();

  constructor({ dialect, request, context, severalChoices, shownModel }: RelayRecipe) {
    this.#severalChoices = severalChoices;
    this.#shownModel = shownModel;
    this.#dialect = dialects[dialect];
    this.#context = context;
    this.#tap = this.#dialect.relay.createStreamTap(request);
  }

  push(chunk: Buffer): Buffer | null {
    const events = this.#events.push(chunk);
    if (events.length === 0) return null;
    const kept = this.#keep(events);
    this.#readAlong();
    return joined(kept, this.#shownModel === null ? chunk : null);
  }

  end(): Buffer | null {
    const last = this.#events.end();
    const kept = last ? this.#keep([last]) : [];
    const reading = this.#tap.reading();
    this.fault = reading.fault;
    // Some servers leave out the closing event; a reason to finish is as good.
    this.complete = !reading.fault && (reading.complete || reading.finish !== null);
    if (this.complete || this.fault) return kept[0]?.bytes ?? null;
    // What is left of an event that broke off would only hide the error behind it.
    return this.fail(new Fault('upstream_error', 'The provider broke off its answer.'));
  }

  fail(fault: Fault): Buffer {
    this.fault ??= fault;
    const encoder = this.#dialect.createStreamEncoder(this.#context);
    return Buffer.from(encoder.push({ type: 'error', fault }));
  }

  reading(): RelayReading {
    return this.#tap.reading();
  }

  progress(): AnswerProgress {
    return this.#tap.progress();
  }

  #keep(events: FramedEvent[]): FramedEvent[] {
    const kept = events.filter((event) => this.#tap.push(event));
    const model = this.#shownModel;
    return model === null ? kept : kept.map((event) => withModel(this.#dialect, event, model));
  }

  #readAlong(): void {
    if (!this.#tap.over) return;
    const reading = this.#tap.reading();
    this.fault = reading.fault;
    this.complete ||= reading.complete && !this.#severalChoices;
  }
}

/** The event with another name for the model. Data on several lines, which nobody sends, stays as it is. */
function withModel(dialect: Dialect, event: FramedEvent, model: string): FramedEvent {
  const { data, bytes } = event;
  if (data.includes('\n')) return event;
  const start = data === '' ? -1 : bytes.indexOf(data);
  if (start === -1) return event;
  const end = start + Buffer.byteLength(data);
  const renamed = dialect.relay.renameModel(bytes.subarray(start, end), model);
  return { ...event, bytes: Buffer.concat([bytes.subarray(0, start), renamed, bytes.subarray(end)]) };
}

/**
 * The events' bytes; the very chunk they came in when they are all of it.
 * @param chunk null when an event's bytes are no longer those that came
 */
function joined(events: FramedEvent[], chunk: Buffer | null): Buffer | null {
  const [first] = events;
  if (!first) return null;
  if (events.length === 1) return first.bytes;
  let length = 0;
  for (const event of events) length += event.bytes.length;
  const isWholeChunk =
    chunk !== null &&
    length === chunk.length &&
    first.bytes.buffer === chunk.buffer &&
    first.bytes.byteOffset === chunk.byteOffset;
  return isWholeChunk
    ? chunk
    : Buffer.concat(
        events.map((event) => event.bytes),
        length,
      );
}
