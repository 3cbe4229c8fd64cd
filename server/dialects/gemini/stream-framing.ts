import type { ResponseContext } from '../dialect.ts';
import { formatEvent } from '../server-sent-events.ts';

/** Without `alt=sse` Gemini streams one JSON array, an element for each chunk. */
export class StreamFraming {
  readonly #isArray: boolean;
  #count = 0;

  constructor(framing: ResponseContext['framing']) {
    this.#isArray = framing === 'json-array';
  }

  /** @param json One chunk. */
  element(json: string): string {
    if (!this.#isArray) return formatEvent(json);
    const separator = this.#count === 0 ? '[' : ',\r\n';
    this.#count += 1;
    return separator + json;
  }

  end(): string {
    if (!this.#isArray) return '';
    return this.#count === 0 ? '[]' : ']';
  }

  /** Blank lines mean nothing in either; Google's Python client stumbles over comments. */
  ping(): string {
    return '\n';
  }
}
