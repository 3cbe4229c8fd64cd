import { bounds, overBound } from '../../canonical/bounds.ts';
import type { ErrorCode } from '../../canonical/error-table.ts';
import { JsonMeter } from './json-meter.ts';

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

  /** Arguments that are whole. @throws Fault where they are nested too deeply, or hold too much. */
  whole(text: string, path?: string): void {
    if (text.length > harmlessLength) this.piece(new JsonMeter(), text, path);
  }

  /** The next piece of arguments that come in pieces. @param meter Of the call. */
  piece(meter: JsonMeter, text: string, path?: string): void {
    const before = meter.values;
    const most = bounds.argumentValues.most - this.#values + before;
    meter.push(text, bounds.nesting.most, most);
    this.#values += meter.values - before;
    if (meter.deepest > bounds.nesting.most) throw overBound(this.#code, 'nesting', path);
    if (this.#values > bounds.argumentValues.most) throw overBound(this.#code, 'argumentValues', path);
  }
}
