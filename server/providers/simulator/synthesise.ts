import type { JsonObject, JsonValue } from '../../canonical/json.ts';

/** Schemas may refer to themselves; deeper than this nothing is filled in, and from a third of it only what is required. */
const maxDepth = 12;
/** Values in all instances together: a small schema can ask for more than all memory holds. */
const maxValues = 10_000;
/** Characters of JSON in all instances together. A reference repeats what it stands for, however long. */
const maxCharacters = 100_000;
/** Of these no more is looked at, each time a schema is met. */
const maxAlternatives = 100;

const formats: Readonly<Record<string, string>> = {
  'date-time': '2025-01-01T12:00:00Z',
  date: '2025-01-01',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'person@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

interface Scope {
  root: JsonObject;
  /** Text from which free strings are taken. */
  hint: string;
  depth: number;
}

/**
 * Values that JSON schemas allow, the same every time. Understands what tool and output schemas are made of: types,
 * enums, bounds, formats, arrays, objects, combinations and local references; not `pattern`. What all values of one
 * synthesis come to is bounded, and so is the work: what is left over becomes null, or is left out.
 */
export class Synthesis {
  #values = maxValues;
  #characters = maxCharacters;
  /** What was found out about a schema once, however often it is referred to. */
  readonly #merged = new Map<JsonObject, JsonObject>();
  readonly #required = new Map<JsonObject, ReadonlySet<JsonValue>>();
  readonly #chosen = new Map<JsonValue[], JsonValue>();
  readonly #sizes = new Map<JsonValue, number>();
  readonly #resolved = new Map<string, JsonValue | undefined>();
  readonly #properNames = new Map<string, string | undefined>();

  /** @param hint text from which free strings are taken where it has something fitting (a place, a name) */
  valueOf(schema: JsonObject, hint = ''): JsonValue {
    this.#resolved.clear();
    this.#chosen.clear();
    return this.#valueFor(schema, { root: schema, hint, depth: 0 }, '');
  }

  #valueFor(schema: JsonValue | undefined, scope: Scope, name: string): JsonValue {
    if (!isObject(schema)) return this.#charged('text');
    if (scope.depth > maxDepth || --this.#values < 0 || this.#characters < 0) return null;
    const inner = { ...scope, depth: scope.depth + 1 };
    if (schema.const !== undefined) return this.#charged(schema.const);
    if (Array.isArray(schema.enum) && schema.enum.length > 0) {
      return this.#charged(this.#choose(schema.enum, scope.hint));
    }
    if (schema.default !== undefined) return this.#charged(schema.default);
    if (typeof schema.$ref === 'string') {
      return this.#valueFor(this.#resolve(schema.$ref, scope.root), inner, name);
    }
    const alternatives = [schema.anyOf, schema.oneOf].find((list) => Array.isArray(list) && list.length > 0);
    if (Array.isArray(alternatives)) return this.#valueFor(alternatives[0], inner, name);
    if (Array.isArray(schema.allOf)) return this.#valueFor(this.#merge(schema), inner, name);
    switch (typeOf(schema)) {
      case 'object':
        return this.#objectOf(schema, inner);
      case 'array':
        return this.#arrayOf(schema, inner, name);
      case 'integer':
      case 'number':
        return this.#charged(numberOf(schema));
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return this.#charged(this.#stringOf(schema, scope.hint, name));
    }
  }

  /** The value, or null where there is no room for it any more. */
  #charged(value: JsonValue): JsonValue {
    this.#characters -= this.#sizeOf(value);
    return this.#characters < 0 ? null : value;
  }

  #sizeOf(value: JsonValue): number {
    if (typeof value === 'string') return value.length + 2;
    if (typeof value !== 'object') return 8;
    let size = this.#sizes.get(value);
    if (size === undefined) {
      size = JSON.stringify(value).length;
      this.#sizes.set(value, size);
    }
    return size;
  }

  #objectOf(schema: JsonObject, scope: Scope): JsonObject {
    const properties = isObject(schema.properties) ? schema.properties : {};
    const required = this.#requiredBy(schema);
    const result: JsonObject = {};
    for (const name in properties) {
      // Far down, what may be left out is: a schema that refers to itself comes to an end.
      if (scope.depth > maxDepth / 3 && !required.has(name)) {
        if (--this.#values < 0) break;
        continue;
      }
      this.#characters -= name.length + 4;
      if (this.#values <= 0 || this.#characters < 0) break;
      Object.defineProperty(result, name, {
        value: this.#valueFor(properties[name], scope, name),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return result;
  }

  #requiredBy(schema: JsonObject): ReadonlySet<JsonValue> {
    let required = this.#required.get(schema);
    if (required === undefined) {
      required = new Set(Array.isArray(schema.required) ? schema.required : []);
      this.#required.set(schema, required);
    }
    return required;
  }

  #arrayOf(schema: JsonObject, scope: Scope, name: string): JsonValue[] {
    const tuple = Array.isArray(schema.prefixItems) ? schema.prefixItems : null;
    const least = typeof schema.minItems === 'number' ? schema.minItems : 1;
    const most = typeof schema.maxItems === 'number' ? schema.maxItems : least;
    const length = tuple?.length ?? Math.min(Math.max(least, scope.depth > maxDepth / 2 ? 0 : 1), most, 100);
    const items: JsonValue[] = [];
    while (items.length < length && this.#values > 0 && this.#characters > 0) {
      items.push(this.#valueFor(tuple ? tuple[items.length] : schema.items, scope, name));
    }
    return items;
  }

  #stringOf(schema: JsonObject, hint: string, name: string): string {
    const format = typeof schema.format === 'string' ? formats[schema.format] : undefined;
    if (format !== undefined) return format;
    let text = this.#fitting(hint, name);
    if (typeof schema.minLength === 'number') text = text.padEnd(Math.min(schema.minLength, 10_000), '.');
    if (typeof schema.maxLength === 'number') text = text.slice(0, schema.maxLength);
    return text;
  }

  /** Places and names are looked for in the prompt, so that a call for "the weather in Oslo" asks for Oslo. */
  #fitting(hint: string, name: string): string {
    if (/^(?:query|question|prompt|text|input|message|content|q)$/i.test(name) && hint !== '') {
      return hint.slice(0, 200);
    }
    if (!this.#properNames.has(hint)) this.#properNames.set(hint, properNameIn(hint));
    return this.#properNames.get(hint) ?? (name === '' ? 'text' : `some ${name.replaceAll('_', ' ')}`);
  }

  #choose(values: JsonValue[], hint: string): JsonValue {
    let chosen = this.#chosen.get(values);
    if (chosen === undefined) {
      const named = values
        .slice(0, maxAlternatives)
        .find((value) => typeof value === 'string' && value !== '' && hint.includes(value));
      chosen = named ?? values[0] ?? null;
      this.#chosen.set(values, chosen);
    }
    return chosen;
  }

  #merge(schema: JsonObject): JsonObject {
    let whole = this.#merged.get(schema);
    if (whole === undefined) {
      whole = merged(schema);
      this.#merged.set(schema, whole);
    }
    return whole;
  }

  #resolve(reference: string, root: JsonObject): JsonValue | undefined {
    if (!this.#resolved.has(reference)) this.#resolved.set(reference, resolve(reference, root));
    return this.#resolved.get(reference);
  }
}

function typeOf(schema: JsonObject): string {
  const type = Array.isArray(schema.type)
    ? schema.type.slice(0, maxAlternatives).find((one) => one !== 'null')
    : schema.type;
  // Gemini writes types in capitals.
  if (typeof type === 'string') return type.toLowerCase();
  if (schema.properties) return 'object';
  return schema.items ? 'array' : 'string';
}

function numberOf(schema: JsonObject): number {
  const step = typeof schema.multipleOf === 'number' && schema.multipleOf > 0 ? schema.multipleOf : 1;
  let lowest = Number.NEGATIVE_INFINITY;
  if (typeof schema.minimum === 'number') lowest = schema.minimum;
  if (typeof schema.exclusiveMinimum === 'number') lowest = schema.exclusiveMinimum + step;
  let highest = Number.POSITIVE_INFINITY;
  if (typeof schema.maximum === 'number') highest = schema.maximum;
  if (typeof schema.exclusiveMaximum === 'number') highest = schema.exclusiveMaximum - step;
  const wished = Math.min(Math.max(1, lowest), highest);
  const stepped = Math.ceil(wished / step) * step;
  if (stepped <= highest) return stepped;
  return typeOf(schema) === 'integer' ? Math.floor(highest) : (Math.max(lowest, -1e9) + highest) / 2;
}

function properNameIn(hint: string): string | undefined {
  return /\b(?:in|for|at|of|to|from|about)\s+(\p{Lu}[\p{L}\d-]*(?:\s+\p{Lu}[\p{L}\d-]*)*)/u.exec(hint)?.[1];
}

function merged(schema: JsonObject): JsonObject {
  const { allOf, ...rest } = schema;
  const list = Array.isArray(allOf) ? allOf.slice(0, maxAlternatives) : [];
  const parts = [rest, ...list.filter(isObject)];
  return Object.assign({}, ...parts, {
    properties: Object.assign({}, ...parts.map((part) => part.properties).filter(isObject)),
    required: parts.flatMap((part) => (Array.isArray(part.required) ? part.required : [])),
  });
}

function resolve(reference: string, root: JsonObject): JsonValue | undefined {
  if (!reference.startsWith('#')) return undefined;
  let found: JsonValue | undefined = root;
  for (const step of reference.slice(1).split('/').filter(Boolean)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
