import { type BoundName, bounds, overBound } from '../../canonical/bounds.ts';
import type { ErrorCode } from '../../canonical/error-table.ts';
import { JsonMeter } from './json-meter.ts';
import type { JsonReader } from './json-reader.ts';

/** A shorter text is neither deep nor much, whatever it says. */
const harmlessLength = bounds.nesting.most;

/**
 * Holds the arguments of all tool calls of a request, or of an answer, to their bounds. They are JSON inside of a
 * string: whoever measured the body saw one value each. Nothing is parsed before it has been measured here.
 */
export class ArgumentsMeter {
  readonly #code: ErrorCode;
  #values = 0;

  /** @param code `invalid_request` for a client's request, `upstream_malformed` for an upstream's answer. */
  constructor(code: ErrorCode) {
    this.#code = code;
  }

  /**
   * Arguments that are whole.
   * @param reader Of what holds them, as `member`.
   * @throws Fault where they are nested too deeply, or hold too much
   */
  whole(text: string, reader: JsonReader, member: string): void {
    if (text.length <= harmlessLength) return;
    const exceeded = this.#measure(new JsonMeter(), text);
    if (exceeded !== null) throw overBound(this.#code, exceeded, reader.pathOf(member));
  }

  /**
   * The next piece of arguments that come in pieces.
   * @param meter Of the call.
   * @throws Fault as soon as they are nested too deeply, or hold too much
   */
  piece(meter: JsonMeter, text: string): void {
    const exceeded = this.#measure(meter, text);
    if (exceeded !== null) throw overBound(this.#code, exceeded);
  }

  #measure(meter: JsonMeter, text: string): BoundName | null {
    const before = meter.values;
    meter.push(text, bounds.nesting.most, bounds.argumentValues.most - this.#values + before);
    this.#values += meter.values - before;
    if (meter.deepest > bounds.nesting.most) return 'nesting';
    return this.#values > bounds.argumentValues.most ? 'argumentValues' : null;
  }
}
