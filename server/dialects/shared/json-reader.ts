import { type BoundName, bounds, overBound } from '../../canonical/bounds.ts';
import type { ErrorCode } from '../../canonical/error-table.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';

/**
 * Reads a JSON object member by member and knows where it is, so that a wrong value is named with its path:
 * `messages[2].role: expected one of "system", "user", got 7`. Paths are only spelled out when something is
 * wrong; reading costs no more than looking the members up.
 *
 * Where a bound is named, more than it allows (characters of a string, items of an array, members of an object, or
 * the number itself) is refused before any of it is looked at.
 *
 * An optional member that is null counts as absent, as vendors treat it. Only own members are seen, so
 * `__proto__` and the like are ordinary names.
 */
export class JsonReader {
  readonly object: JsonObject;
  readonly #code: ErrorCode;
  readonly #parent: JsonReader | null;
  /** The member of the parent that holds this object, and the index in it when that is an array. */
  readonly #member: string;
  readonly #index: number | null;

  private constructor(
    object: JsonObject,
    code: ErrorCode,
    parent: JsonReader | null,
    member: string,
    index: number | null,
  ) {
    this.object = object;
    this.#code = code;
    this.#parent = parent;
    this.#member = member;
    this.#index = index;
  }

  /**
   * @param code What a wrong value is reported as: `invalid_request` for a client's body,
   * `upstream_malformed` for an upstream's.
   */
  static of(value: JsonValue | undefined, code: ErrorCode): JsonReader {
    if (!isJsonObject(value)) {
      throw new Fault(code, `The body: expected an object, got ${describe(value)}.`);
    }
    return new JsonReader(value, code, null, '', null);
  }

  /** Where this object is: `messages[2].content[0]`; empty at the root. */
  get path(): string {
    if (this.#parent === null) return '';
    const path = this.#parent.pathOf(this.#member);
    return this.#index === null ? path : `${path}[${this.#index}]`;
  }

  /** Path of a member of this object. */
  pathOf(member: string): string {
    const path = this.path;
    const name = member.length > longestQuoted ? `${member.slice(0, longestQuoted)}…` : member;
    return path === '' ? name : `${path}.${name}`;
  }

  /** Refuses more than the bound allows of what the member holds. */
  within(member: string, count: number, bound: BoundName): void {
    if (count > bounds[bound].most) throw overBound(this.#code, bound, this.pathOf(member), count);
  }

  /** Refuses more members of this object than the bound allows. @returns Their names. */
  members(bound: BoundName): string[] {
    const names = Object.keys(this.object);
    if (names.length > bounds[bound].most) throw overBound(this.#code, bound, this.path, names.length);
    return names;
  }

  /** The fault for a member that is not what it should be; to be thrown. */
  wrong(member: string, expected: string): Fault {
    return this.fault(member, `expected ${expected}, got ${describe(ownMember(this.object, member))}`);
  }

  /** A fault about a member in other words; to be thrown. */
  fault(member: string, message: string): Fault {
    const path = this.pathOf(member);
    return new Fault(this.#code, `${path}: ${message}.`, { path });
  }

  /** The member as it is; undefined when absent or null. */
  value(member: string): JsonValue | undefined {
    const value = ownMember(this.object, member);
    return value === null ? undefined : value;
  }

  string(member: string, bound?: BoundName): string {
    const value = ownMember(this.object, member);
    if (typeof value !== 'string') throw this.wrong(member, 'a string');
    if (bound !== undefined) this.within(member, value.length, bound);
    return value;
  }

  optionalString(member: string, bound?: BoundName): string | undefined {
    return this.value(member) === undefined ? undefined : this.string(member, bound);
  }

  /** A string out of a fixed set. */
  oneOf<Value extends string>(member: string, allowed: readonly Value[]): Value {
    const value = ownMember(this.object, member);
    for (const candidate of allowed) if (candidate === value) return candidate;
    throw this.wrong(member, `one of ${allowed.map((candidate) => `"${candidate}"`).join(', ')}`);
  }

  optionalOneOf<Value extends string>(member: string, allowed: readonly Value[]): Value | undefined {
    return this.value(member) === undefined ? undefined : this.oneOf(member, allowed);
  }

  number(member: string): number {
    const value = ownMember(this.object, member);
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.wrong(member, 'a number');
    return value;
  }

  optionalNumber(member: string): number | undefined {
    return this.value(member) === undefined ? undefined : this.number(member);
  }

  /** @param minimum Smallest value allowed; anything whole when absent. */
  optionalInteger(member: string, minimum?: number, bound?: BoundName): number | undefined {
    const value = this.value(member);
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
      throw this.wrong(member, 'a whole number');
    }
    if (minimum !== undefined && value < minimum) {
      throw this.wrong(member, `a whole number of at least ${minimum}`);
    }
    if (bound !== undefined) this.within(member, value, bound);
    return value;
  }

  optionalBoolean(member: string): boolean | undefined {
    const value = this.value(member);
    if (value === undefined) return undefined;
    if (typeof value !== 'boolean') throw this.wrong(member, 'true or false');
    return value;
  }

  /** A reader of the object that is this member's value. */
  reader(member: string): JsonReader {
    const value = ownMember(this.object, member);
    if (!isJsonObject(value)) throw this.wrong(member, 'an object');
    return new JsonReader(value, this.#code, this, member, null);
  }

  optionalReader(member: string): JsonReader | undefined {
    return this.value(member) === undefined ? undefined : this.reader(member);
  }

  /** The array as it is. */
  array(member: string, bound?: BoundName): JsonValue[] {
    const value = ownMember(this.object, member);
    if (!Array.isArray(value)) throw this.wrong(member, 'an array');
    if (bound !== undefined) this.within(member, value.length, bound);
    return value;
  }

  optionalArray(member: string, bound?: BoundName): JsonValue[] | undefined {
    return this.value(member) === undefined ? undefined : this.array(member, bound);
  }

  /** A reader for each object of the array that is this member's value. */
  readers(member: string, bound?: BoundName): JsonReader[] {
    return this.array(member, bound).map((item, index) => {
      if (!isJsonObject(item)) {
        throw this.fault(`${member}[${index}]`, `expected an object, got ${describe(item)}`);
      }
      return new JsonReader(item, this.#code, this, member, index);
    });
  }

  optionalReaders(member: string, bound?: BoundName): JsonReader[] | undefined {
    return this.value(member) === undefined ? undefined : this.readers(member, bound);
  }

  optionalStrings(member: string, bound?: BoundName): string[] | undefined {
    return this.optionalArray(member, bound)?.map((item, index) => {
      if (typeof item === 'string') return item;
      throw this.fault(`${member}[${index}]`, `expected a string, got ${describe(item)}`);
    });
  }

  /** Members whose names are not in `known`, verbatim, nulls left out; undefined when there are none. */
  rest(known: ReadonlySet<string>): Record<string, JsonValue> | undefined {
    let rest: Record<string, JsonValue> | undefined;
    for (const member of Object.keys(this.object)) {
      if (known.has(member)) continue;
      const value = this.object[member];
      if (value === undefined || value === null) continue;
      rest ??= {};
      setMember(rest, member, value);
    }
    return rest;
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own member; inherited ones (`constructor`, `toString`) do not count. */
export function ownMember(object: JsonObject, member: string): JsonValue | undefined {
  return Object.hasOwn(object, member) ? object[member] : undefined;
}

/** Assigns a member whatever its name: a plain assignment to `__proto__` would replace the prototype. */
export function setMember(object: Record<string, JsonValue>, member: string, value: JsonValue): void {
  if (member === '__proto__') {
    Object.defineProperty(object, member, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[member] = value;
  }
}

const longestQuoted = 40;

function describe(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > longestQuoted ? `${value.slice(0, longestQuoted)}…` : value);
}
