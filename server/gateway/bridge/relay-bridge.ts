import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import { Fault } from '../../canonical/fault.ts';
import type { Loss } from '../../canonical/loss.ts';
import type {
  Dialect,
  RelayReading,
  ResponseContext,
  StreamTap,
  Target,
  WireRequest,
} from '../../dialects/dialect.ts';
import { EventSplitter, type FramedEvent } from '../../dialects/server-sent-events.ts';
import type { AnswerStream, Bridge, WholeAnswer } from './bridge.ts';
import { checkAnswer } from './check-answer.ts';

const noLosses: readonly Loss[] = [];

export interface RelayOptions {
  /** Of both sides. */
  dialect: Dialect;
  /** The client's. */
  bytes: Buffer;
  request: WireRequest;
  target: Target;
  context: ResponseContext;
  /** More than one answer was asked for. */
  severalChoices: boolean;
}

/**
 * Client and channel speak the same format: bytes go through untouched, a tap reads along. Only where the
 * channel has another name for the model, the answer is given the client's.
 */
export class RelayBridge implements Bridge {
  readonly body: Buffer;
  readonly losses: readonly Loss[];
  readonly #dialect: Dialect;
  readonly #request: WireRequest;
  readonly #context: ResponseContext;
  readonly #severalChoices: boolean;
  /** Null where the answer's own name of the model is to be shown. */
  readonly #shownModel: string | null;

  constructor({ dialect, bytes, request, target, context, severalChoices }: RelayOptions) {
    this.#severalChoices = severalChoices;
    this.#shownModel = context.model === target.model ? null : context.model;
    this.#dialect = dialect;
    this.#request = request;
    this.#context = context;
    this.body = dialect.relay.prepareRequest(bytes, request, target);
    this.losses = dialect.relay.losses?.(request, target) ?? noLosses;
  }

  readWhole(bytes: Buffer): WholeAnswer {
    checkAnswer(bytes);
    const reading = this.#dialect.relay.readResponse(bytes);
    if (reading.fault) throw reading.fault;
    const counted = reading.usage !== null && reading.usage.unreadable === undefined;
    if (!reading.complete && reading.finish === null && !counted) {
      throw new Fault('upstream_malformed');
    }
    const shown =
      this.#shownModel === null ? bytes : this.#dialect.relay.renameModel(bytes, this.#shownModel);
    return { bytes: shown, reading, losses: noLosses };
  }

  createStream(): AnswerStream {
    return new RelayStream({
      dialect: this.#dialect,
      request: this.#request,
      context: this.#context,
      severalChoices: this.#severalChoices,
      shownModel: this.#shownModel,
    });
  }
}

interface RelayStreamOptions
  extends Pick<RelayOptions, 'dialect' | 'request' | 'context' | 'severalChoices'> {
  shownModel: string | null;
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
  readonly #splitter = new EventSplitter();

  constructor({ dialect, request, context, severalChoices, shownModel }: RelayStreamOptions) {
    this.#severalChoices = severalChoices;
    this.#shownModel = shownModel;
    this.#dialect = dialect;
    this.#context = context;
    this.#tap = dialect.relay.createStreamTap(request);
  }

  push(chunk: Buffer): Buffer | null {
    const events = this.#splitter.push(chunk);
    if (events.length === 0) return null;
    const kept = this.#keep(events);
    this.#readAlong();
    return joined(kept, this.#shownModel === null ? chunk : null);
  }

  end(): Buffer | null {
    const last = this.#splitter.end();
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
    const kept = events.filter((event) => {
      checkAnswer(event.bytes);
      return this.#tap.push(event);
    });
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
