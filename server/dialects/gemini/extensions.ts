import type { JsonValue } from '../../canonical/json.ts';
import type { Extensions } from '../../canonical/part.ts';
import { setMember } from '../shared/json-reader.ts';

type Members = Readonly<Record<string, JsonValue>>;

/**
 * Gathers what only Gemini has. Members of a nested object are kept flat under a dotted name
 * (`generationConfig.speechConfig`), so that another format's loss says exactly what was dropped.
 */
export class ExtensionBag {
  #members: Record<string, JsonValue> | undefined;

  /** @param owner Name of the nested object the members come from; absent when they are the owner's own. */
  add(members: Members | undefined, owner?: string): void {
    if (members === undefined) return;
    for (const name of Object.keys(members)) {
      const value = members[name];
      if (value !== undefined) this.set(owner === undefined ? name : `${owner}.${name}`, value);
    }
  }

  set(name: string, value: JsonValue): void {
    this.#members ??= {};
    setMember(this.#members, name, value);
  }

  /** To be spread into the canonical value; empty when there is nothing. */
  get asMember(): { extensions?: Extensions } {
    return this.#members === undefined ? {} : { extensions: { gemini: this.#members } };
  }
}

/** The members of `owner` among the flat ones; of the bag's own owner when `owner` is absent. */
export function membersOf(
  members: Members | undefined,
  nested: readonly string[],
  owner?: string,
): Record<string, JsonValue> {
  const found: Record<string, JsonValue> = {};
  if (members === undefined) return found;
  for (const name of Object.keys(members)) {
    const value = members[name];
    if (value === undefined) continue;
    const holder = nested.find((candidate) => name.startsWith(`${candidate}.`));
    if (holder !== owner) continue;
    setMember(found, holder === undefined ? name : name.slice(holder.length + 1), value);
  }
  return found;
}
