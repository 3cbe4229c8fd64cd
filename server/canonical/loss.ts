/**
 * Something the client sent (or the model answered) that the other format cannot express.
 * Named in `x-heddle-dropped`; in strict mode the request is refused instead.
 */
export interface Loss {
  /** The field's own name in lower case with hyphens or underscores as the sender's format has it, e.g. `logprobs`, `seed`, `reasoning_signature`. */
  name: string;
  /** Where, in the client's own terms, when it is not top level: `messages[2].content[0]`. */
  path?: string;
}

/** Collects losses while an encoder works; the same name is kept once. */
export class Losses {
  readonly #byName = new Map<string, Loss>();

  add(name: string, path?: string): void {
    if (!this.#byName.has(name)) this.#byName.set(name, path === undefined ? { name } : { name, path });
  }

  get list(): Loss[] {
    return [...this.#byName.values()];
  }

  /** Names in order of first loss. */
  get names(): string[] {
    return [...this.#byName.keys()];
  }
}
