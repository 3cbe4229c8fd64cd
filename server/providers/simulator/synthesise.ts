import type { JsonObject, JsonValue } from '../../canonical/json.ts';

/** Schemas may refer to themselves; deeper than this nothing is filled in, and from a third of it only what is required. */
const maxDepth = 12;
/** Values in one instance: a small schema can ask for more than all memory holds. */
const maxValues = 10_000;

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

/**
 * A value that the JSON schema allows, the same every time. Understands what tool and output schemas are made
 * of: types, enums, bounds, formats, arrays, objects, combinations and local references; not `pattern`.
 * @param hint text from which free strings are taken where it has something fitting (a place, a name)
 */
export function synthesise(schema: JsonObject, hint = ''): JsonValue {
  return valueFor(schema, { root: schema, hint, depth: 0, budget: { values: maxValues } }, '');
}

interface Scope {
  root: JsonObject;
  hint: string;
  depth: number;
  /** Shared by the whole instance. */
  budget: { values: number };
}

function valueFor(schema: JsonValue | undefined, scope: Scope, name: string): JsonValue {
  if (!isObject(schema)) return 'text';
  if (scope.depth > maxDepth || --scope.budget.values < 0) return null;
  const inner = { ...scope, depth: scope.depth + 1 };
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return chosen(schema.enum, scope.hint);
  if (schema.default !== undefined) return schema.default;
  if (typeof schema.$ref === 'string') return valueFor(resolve(schema.$ref, scope.root), inner, name);
  const [alternative] = [schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  if (alternative !== undefined) return valueFor(alternative, inner, name);
  if (Array.isArray(schema.allOf)) return valueFor(merged(schema), inner, name);
  switch (typeOf(schema)) {
    case 'object':
      return objectOf(schema, inner);
    case 'array':
      return arrayOf(schema, inner, name);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return stringOf(schema, scope.hint, name);
  }
}

function typeOf(schema: JsonObject): string {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  // Gemini writes types in capitals.
  if (typeof type === 'string') return type.toLowerCase();
  if (schema.properties) return 'object';
  return schema.items ? 'array' : 'string';
}

function objectOf(schema: JsonObject, scope: Scope): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const result: JsonObject = {};
  for (const [name, property] of Object.entries(properties)) {
    // Far down, what may be left out is: a schema that refers to itself comes to an end.
    if (scope.depth > maxDepth / 3 && !required.includes(name)) continue;
    Object.defineProperty(result, name, {
      value: valueFor(property, scope, name),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

function arrayOf(schema: JsonObject, scope: Scope, name: string): JsonValue[] {
  if (Array.isArray(schema.prefixItems)) return schema.prefixItems.map((item) => valueFor(item, scope, name));
  const least = typeof schema.minItems === 'number' ? schema.minItems : 1;
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : least;
  const length = Math.min(Math.max(least, scope.depth > maxDepth / 2 ? 0 : 1), most, 100);
  return Array.from({ length }, () => valueFor(schema.items, scope, name));
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

function stringOf(schema: JsonObject, hint: string, name: string): string {
  const format = typeof schema.format === 'string' ? formats[schema.format] : undefined;
  if (format !== undefined) return format;
  let text = fitting(hint, name);
  if (typeof schema.minLength === 'number') text = text.padEnd(Math.min(schema.minLength, 10_000), '.');
  if (typeof schema.maxLength === 'number') text = text.slice(0, schema.maxLength);
  return text;
}

/** Places and names are looked for in the prompt, so that a call for "the weather in Oslo" asks for Oslo. */
function fitting(hint: string, name: string): string {
  if (/^(?:query|question|prompt|text|input|message|content|q)$/i.test(name) && hint !== '') {
    return hint.slice(0, 200);
  }
  const proper = /\b(?:in|for|at|of|to|from|about)\s+(\p{Lu}[\p{L}\d-]*(?:\s+\p{Lu}[\p{L}\d-]*)*)/u.exec(
    hint,
  )?.[1];
  return proper ?? (name === '' ? 'text' : `some ${name.replaceAll('_', ' ')}`);
}

function chosen(values: JsonValue[], hint: string): JsonValue {
  const named = values.find((value) => typeof value === 'string' && value !== '' && hint.includes(value));
  return named ?? values[0] ?? null;
}

function merged(schema: JsonObject): JsonObject {
  const { allOf, ...rest } = schema;
  const parts = [rest, ...(Array.isArray(allOf) ? allOf.filter(isObject) : [])];
  return Object.assign({}, ...parts, {
    properties: Object.assign({}, ...parts.map((part) => part.properties)),
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
