import { bounds } from '../../canonical/bounds.ts';
import { Fault } from '../../canonical/fault.ts';
import { EventSplitter, type FramedEvent } from '../../dialects/server-sent-events.ts';
import { measureJson } from '../json-bounds.ts';

/** The worst event of so many values takes some 30 ms to translate. */
const mostValues = bounds.eventValues.most;
/** Shorter events are not looked at. */
const measuredBytes = 32 * 1024;

/** The events of an upstream's stream, each of them short enough to be read in one turn of the event loop. */
export class AnswerEvents {
  readonly #splitter = new EventSplitter();

  /** @throws Fault upstream_malformed for an event that is too long or holds too much */
  push(chunk: Buffer): FramedEvent[] {
    const events = this.#splitter.push(chunk);
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
