import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { isJsonObject, setMember } from '../shared/json-reader.ts';
import { camelCase } from './spelling.ts';

/**
 * Gemini's `Schema` is a subset of OpenAPI 3.0 (https://ai.google.dev/api/caching#Schema): upper-case
 * types, `nullable`, whole numbers as strings, an explicit order of properties. Everywhere else it is JSON
 * Schema.
 */
const types = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);
const wholeNumbers = new Set([
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minProperties',
  'maxProperties',
]);
/** What means the same in both. */
const sameMembers = new Set([
  ...wholeNumbers,
  ...['title', 'description', 'required', 'minimum', 'maximum', 'pattern', 'default'],
]);

/** Formats that every version takes; others are refused by some. */
const safeFormats = new Set<JsonValue>(['date-time', 'int32', 'int64', 'float', 'double']);

/** The same as JSON Schema; unknown members are kept. */
export function toJsonSchema(schema: JsonObject): JsonObject {
  const converted: JsonObject = {};
  let nullable = false;
  let order: JsonValue | undefined;
  for (const [spelling, value] of Object.entries(schema)) {
    const member = camelCase(spelling);
    if (member === 'type') {
      const type = typeof value === 'string' ? value.toLowerCase() : value;
      if (type !== 'type_unspecified') converted.type = type;
    } else if (member === 'nullable') nullable = value === true;
    else if (member === 'propertyOrdering') order = value;
    else if (member === 'example') converted.examples = [value];
    else if (member === 'format' && value === 'enum') continue;
    else if (wholeNumbers.has(member)) converted[member] = typeof value === 'string' ? Number(value) : value;
    else if (member === 'properties' && isJsonObject(value)) {
      converted.properties = mapMembers(value, (property) => convert(property));
    } else if (member === 'anyOf' && Array.isArray(value)) converted.anyOf = value.map(convert);
    else
      setMember(converted, member, isJsonObject(value) && member === 'items' ? toJsonSchema(value) : value);
  }
  if (Array.isArray(order) && isJsonObject(converted.properties)) {
    converted.properties = ordered(converted.properties, order);
  }
  return nullable ? withNull(converted) : converted;
}

function convert(value: JsonValue): JsonValue {
  return isJsonObject(value) ? toJsonSchema(value) : value;
}

function withNull(schema: JsonObject): JsonObject {
  if (Array.isArray(schema.anyOf)) schema.anyOf = [...schema.anyOf, { type: 'null' }];
  if (typeof schema.type === 'string') schema.type = [schema.type, 'null'];
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
  return schema;
}

function ordered(properties: JsonObject, order: JsonValue[]): JsonObject {
  const result: JsonObject = {};
  for (const name of [...order, ...Object.keys(properties)]) {
    if (typeof name !== 'string' || !Object.hasOwn(properties, name) || Object.hasOwn(result, name)) continue;
    const property = properties[name];
    if (property !== undefined) setMember(result, name, property);
  }
  return result;
}

/** The same in Gemini's subset; null when it says something the subset cannot. */
export function fromJsonSchema(schema: JsonValue | undefined): JsonObject | null {
  if (!isJsonObject(schema)) return null;
  const converted: JsonObject = {};
  for (const [member, value] of Object.entries(schema)) {
    if (sameMembers.has(member)) converted[member] = value;
    else if (member === 'type') {
      if (!convertType(value, converted)) return null;
    } else if (member === 'format') {
      if (!safeFormats.has(value)) return null;
      converted.format = value;
    } else if (member === 'enum') {
      if (!convertEnum(value, converted)) return null;
    } else if (member === 'items') {
      const items = fromJsonSchema(value);
      if (items === null) return null;
      converted.items = items;
    } else if (member === 'anyOf') {
      if (!convertAnyOf(value, converted)) return null;
    } else if (member === 'properties') {
      if (!convertProperties(value, converted)) return null;
    } else return null;
  }
  const typed = converted.type !== undefined || converted.anyOf !== undefined;
  return typed && isWholeObject(converted) ? converted : null;
}

/** Gemini refuses an OBJECT without properties, and one that requires a property it does not have. */
function isWholeObject({ type, properties, required }: JsonObject): boolean {
  if (type === 'OBJECT' && properties === undefined) return false;
  if (!Array.isArray(required)) return required === undefined;
  return required.every(
    (name) => typeof name === 'string' && isJsonObject(properties) && Object.hasOwn(properties, name),
  );
}

function convertType(value: JsonValue, converted: JsonObject): boolean {
  const all = Array.isArray(value) ? value : [value];
  const [type, second] = all.filter((name) => name !== 'null');
  if (second !== undefined || typeof type !== 'string' || !types.has(type)) return false;
  converted.type = type.toUpperCase();
  if (all.includes('null')) converted.nullable = true;
  return true;
}

function convertEnum(value: JsonValue, converted: JsonObject): boolean {
  if (!Array.isArray(value)) return false;
  const texts = value.filter((item) => item !== null);
  if (texts.length === 0 || !texts.every((item) => typeof item === 'string' && item !== '')) return false;
  if (texts.length < value.length) converted.nullable = true;
  converted.enum = texts;
  return true;
}

function convertAnyOf(value: JsonValue, converted: JsonObject): boolean {
  if (!Array.isArray(value)) return false;
  const choices: JsonObject[] = [];
  for (const choice of value) {
    if (isJsonObject(choice) && choice.type === 'null' && Object.keys(choice).length === 1) {
      converted.nullable = true;
      continue;
    }
    const one = fromJsonSchema(choice);
    if (one === null) return false;
    choices.push(one);
  }
  converted.anyOf = choices;
  return choices.length > 0;
}

function convertProperties(value: JsonValue, converted: JsonObject): boolean {
  if (!isJsonObject(value)) return false;
  const properties: JsonObject = {};
  const names = Object.keys(value);
  for (const name of names) {
    const property = fromJsonSchema(value[name]);
    if (property === null) return false;
    setMember(properties, name, property);
  }
  converted.properties = properties;
  return names.length > 0;
}

function mapMembers(object: JsonObject, map: (value: JsonValue) => JsonValue): JsonObject {
  const mapped: JsonObject = {};
  for (const [name, value] of Object.entries(object)) setMember(mapped, name, map(value));
  return mapped;
}
