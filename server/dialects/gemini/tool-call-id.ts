import { deriveId } from '../shared/derive-id.ts';
import { WaitingCalls } from './waiting-calls.ts';

/** Marks an id that stands for none, so that it is not sent to Gemini as one of its own. */
const derivedPrefix = 'call_heddle_';

/** Whether the id was made here because Gemini gave none. */
export function isDerivedCallId(id: string): boolean {
  return id.startsWith(derivedPrefix);
}

/**
 * Ids of the tool calls of a conversation or an answer. Gemini's calls often carry none and are matched to
 * their results by name and order; other formats want ids, so missing ones are derived, always the same for
 * the same input.
 */
export class ToolCallIds {
  readonly #seed: string;
  #derived = 0;
  readonly #byId = new WaitingCalls();
  readonly #byName = new WaitingCalls();
  /** Those among them whose id was derived. */
  readonly #derivedByName = new WaitingCalls();

  /** @param seed What tells this answer from others of the same conversation (its `responseId`). */
  constructor(seed: string) {
    this.#seed = seed;
  }

  /** The id of a call, now waiting for its result. */
  called(name: string, id: string | undefined): string {
    const known = id ?? this.#derive();
    const call = { id: known, answered: false };
    this.#byId.add(known, call);
    this.#byName.add(name, call);
    if (isDerivedCallId(known)) this.#derivedByName.add(name, call);
    return known;
  }

  /** The id of the call that a result answers: by its own id, else the oldest open call of that name. */
  answered(name: string, id: string | undefined): string {
    const call =
      id === undefined ? this.#byName.take(name) : (this.#byId.take(id) ?? this.#derivedByName.take(name));
    return call?.id ?? id ?? this.#derive();
  }

  #derive(): string {
    this.#derived += 1;
    return deriveId(derivedPrefix, this.#seed, this.#derived);
  }
}
