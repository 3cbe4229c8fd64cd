/**
 * Something the client sent (or the model answered) that the other format cannot express.
 * Named in `x-heddle-dropped`; in strict mode the request is refused instead.
 */
export interface Loss {
  /**
   * From the vocabulary of the formats, never a string the client chose: the field's own name as the sender's format
   * has it, e.g. `logprobs`, `seed`, `reasoning_signature`; `unknown_members`, `unknown_part` and `unknown_tool` for
   * what no format knows.
   */
  name: string;
  /** Where, in the client's own terms, when it is not top level: `messages[2].content[0]`. The first place. */
  path?: string;
  /** How many, where they are counted and not named one by one. */
  count?: number;
}

/** How many names are shown, the one that counts the others included; a header and a row take them as they are. */
const mostNames = 32;
/** Characters of a name. */
const longestName = 64;

/** Collects losses while an encoder works; the same name is kept once. */
export class Losses {
  readonly #byName = new Map<string, Loss>();

  /** @param name From the vocabulary of the formats. */
  add(name: string, path?: string): void {
    if (!this.#byName.has(name)) this.#byName.set(name, path === undefined ? { name } : { name, path });
  }

  /** Adds to how many there are of a name: `unknown_members=7`. */
  count(name: string, many: number, path?: string): void {
    const counted = this.#byName.get(name);
    if (counted !== undefined) counted.count = (counted.count ?? 1) + many;
    else this.#byName.set(name, { name, count: many, ...(path !== undefined && { path }) });
  }

  /** Those of another encoder too. */
  addAll(losses: readonly Loss[]): void {
    for (const { name, path, count } of losses) {
      if (count === undefined) this.add(name, path);
      else this.count(name, count, path);
    }
  }

  clear(): void {
    this.#byName.clear();
  }

  get list(): Loss[] {
    return [...this.#byName.values()];
  }

  /** As {@link lossNames} shows them, in order of first loss. */
  get names(): string[] {
    return lossNames(this.list);
  }
}

/**
 * The losses as a header, a refusal and a record show them: at most 32, each of at most 64 characters; where there
 * are more the last says how many (`more=12`).
 * @param say How one of them is called; its name, with the count where there is one, when absent.
 */
export function lossNames(losses: readonly Loss[], say: (loss: Loss) => string = nameOf): string[] {
  const shown = losses.length > mostNames ? losses.slice(0, mostNames - 1) : losses;
  const names = shown.map((loss) => say(loss).slice(0, longestName));
  if (shown.length < losses.length) names.push(`more=${losses.length - shown.length}`);
  return names;
}

function nameOf({ name, count }: Loss): string {
  return count === undefined ? name : `${name}=${count}`;
}
