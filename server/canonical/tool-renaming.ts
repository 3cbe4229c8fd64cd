import { hash } from 'node:crypto';
import type { CanonicalRequest } from './request.ts';
import type { CanonicalResponse } from './response.ts';
import type { StreamEvent } from './stream-event.ts';
import { answerWithToolNames, toolNamesOf, withToolNames } from './tool-names.ts';

/** What every vendor takes: replacements keep to it whatever the target, so that a name has the same one everywhere. */
const longestName = 64;
const refusedCharacters = /[^a-zA-Z0-9_-]+/g;
const firstCharacter = /^[a-zA-Z_]/;
const hasWords = /[a-zA-Z0-9]/;
const inAscii = /^[\x20-\x7e]*$/;
/** Hexadecimal digits of a suffix: enough to tell names apart, few enough to leave them readable. */
const suffixLength = 8;

/**
 * The client's names of functions that a target does not take, and what they are called there. Made of one
 * request alone, without memory: the same name has the same replacement in the next request, so that prompt
 * caches hold. A replacement is the name with `_` for what is refused; where that says too little (the name is
 * too long or not in ASCII) or is the name of another, a hash of the name follows.
 */
export class ToolRenaming {
  readonly #replacements: ReadonlyMap<string, string>;
  readonly #originals: ReadonlyMap<string, string>;

  private constructor(replacements: ReadonlyMap<string, string>) {
    this.#replacements = replacements;
    this.#originals = new Map([...replacements].map(([name, replacement]) => [replacement, name]));
  }

  /**
   * Null where the target takes every name, as nearly always.
   * @param accepted Matches a name that the target takes; takes at least letters, digits, `_` and `-` up to a
   *   length of 64 behind a letter or `_`.
   */
  static of(request: CanonicalRequest, accepted: RegExp): ToolRenaming | null {
    for (const name of toolNamesOf(request)) {
      if (!accepted.test(name))
        return new ToolRenaming(replacementsFor(new Set(toolNamesOf(request)), accepted));
    }
    return null;
  }

  /** As the target is to see it; the request itself is left as it is. */
  inRequest(request: CanonicalRequest): CanonicalRequest {
    return withToolNames(request, (name) => this.#replacements.get(name) ?? name);
  }

  /** As the client is to see it. */
  inResponse(response: CanonicalResponse): CanonicalResponse {
    return answerWithToolNames(response, (name) => this.original(name));
  }

  /** As the client is to see it. */
  inEvent(event: StreamEvent): StreamEvent {
    return event.type === 'tool-call-start' ? { ...event, name: this.original(event.name) } : event;
  }

  /** The client's name; the same where it is none of the replacements (a model may call what does not exist). */
  original(name: string): string {
    return this.#originals.get(name) ?? name;
  }
}

function replacementsFor(names: ReadonlySet<string>, accepted: RegExp): Map<string, string> {
  const refused = [...names].filter((name) => !accepted.test(name));
  const taken = new Set([...names].filter((name) => accepted.test(name)));
  const wanted = Map.groupBy(refused, plainName);
  const replacements = new Map<string, string>();
  for (const [plain, alike] of wanted) {
    const [only] = alike;
    if (only === undefined || alike.length > 1 || taken.has(plain) || losesMeaning(only)) continue;
    replacements.set(only, plain);
    taken.add(plain);
  }
  for (const name of refused) {
    if (replacements.has(name)) continue;
    const replacement = hashedName(name, taken);
    replacements.set(name, replacement);
    taken.add(replacement);
  }
  return replacements;
}

function plainName(name: string): string {
  const plain = name.replace(refusedCharacters, '_');
  return firstCharacter.test(plain) ? plain : `_${plain}`;
}

/** Whether the plain name would be too long, or say less than the name by more than its punctuation. */
function losesMeaning(name: string): boolean {
  return plainName(name).length > longestName || !hasWords.test(name) || !inAscii.test(name);
}

/** @param taken Other names; one that happens to end in the same hash makes it another hash. */
function hashedName(name: string, taken: ReadonlySet<string>): string {
  const plain = plainName(name).slice(0, longestName - suffixLength - 1);
  for (let attempt = 0; ; attempt++) {
    const digest = hash('sha256', JSON.stringify([name, attempt]), 'hex').slice(0, suffixLength);
    const candidate = `${hasWords.test(plain) ? plain : 'tool'}_${digest}`;
    if (!taken.has(candidate)) return candidate;
  }
}
