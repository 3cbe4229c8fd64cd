import { Fault } from '../../canonical/fault.ts';
import { EventSplitter, type FramedEvent } from '../../dialects/server-sent-events.ts';
import { measureJson } from '../json-bounds.ts';

/** Of one event, images and the like not counted; the worst of them takes some 30 ms to translate. */
const mostBytes = 4 * 1024 * 1024;
/** Of one event; as many log probabilities as 500 tokens have. The worst take some 30 ms to translate. */
const mostValues = 100_000;
/** Shorter events are not looked at. */
const measuredBytes = 32 * 1024;

/** The events of an upstream's stream, each of them short enough to be read in one turn of the event loop. */
export class AnswerEvents {
  readonly #splitter = new EventSplitter(mostBytes);

  /** @throws Fault upstream_malformed for an event that is too long or holds too much */
  push(chunk: Buffer): FramedEvent[] {
    let events: FramedEvent[];
    try {
      events = this.#splitter.push(chunk);
    } catch (cause) {
      throw new Fault(
        'upstream_malformed',
        `An event of the provider's stream is longer than ${mostBytes} bytes.`,
        {
          cause,
        },
      );
    }
    for (const { bytes } of events) checkEvent(bytes);
    return events;
  }

  /** The unfinished event at the end of the stream, if it holds data. */
  end(): FramedEvent | null {
    const last = this.#splitter.end();
    if (last) checkEvent(last.bytes);
    return last;
  }
}

function checkEvent(bytes: Buffer): void {
  if (bytes.length <= measuredBytes || measureJson(bytes).values <= mostValues) return;
  throw new Fault(
    'upstream_malformed',
    `An event of the provider's stream holds more than ${mostValues} values.`,
  );
}
