import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import { isJsonObject, setMember } from '../shared/json-reader.ts';
import { nameMember } from '../shared/name-loss.ts';

/** Source: platform.claude.com/docs, "Structured outputs", "JSON Schema limitations". */
const keywords = new Set([
  ...['type', 'title', 'description', 'default', 'enum', 'const', 'required', 'pattern'],
  ...['$ref', '$defs', 'definitions', 'properties', 'items', 'anyOf', 'allOf'],
]);
const annotations = new Set(['$schema', '$id', '$comment', 'examples']);
const formats = new Set([
  ...['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid'],
]);

/** Deeper schemas go as they are: no provider takes them, and its refusal says so. */
const deepest = 100;

/**
 * The schema within the part of JSON Schema that Anthropic enforces: every object is closed, and keywords
 * it refuses are left out as losses of their own names. A schema that is within it already comes back equal.
 */
export function strictSchema(schema: JsonObject, losses: Losses, path?: string, depth = 0): JsonObject {
  if (depth > deepest) return schema;
  const inner = (value: JsonValue) =>
    isJsonObject(value) ? strictSchema(value, losses, path, depth + 1) : value;
  const strict: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties' || keyword === '$defs' || keyword === 'definitions') {
      strict[keyword] = mapMembers(value, inner);
    } else if (keyword === 'items') {
      strict.items = Array.isArray(value) ? value.map(inner) : inner(value);
    } else if (keyword === 'anyOf' || keyword === 'allOf') {
      strict[keyword] = Array.isArray(value) ? value.map(inner) : value;
    } else if (keyword === 'oneOf' && Array.isArray(value)) {
      strict.anyOf = value.map(inner);
    } else if (isKept(keyword, value)) {
      setMember(strict, keyword, value);
    } else if (isMeaningful(keyword, value)) {
      nameMember(losses, keyword, path);
    }
  }
  if (isObjectSchema(strict)) strict.additionalProperties = false;
  return strict;
}

function isKept(keyword: string, value: JsonValue): boolean {
  if (keyword === 'format') return typeof value === 'string' && formats.has(value);
  if (keyword === 'minItems') return value === 0 || value === 1;
  return keywords.has(keyword);
}

/** False for what constrains nothing, or what is set anyway. */
function isMeaningful(keyword: string, value: JsonValue): boolean {
  if (keyword === 'additionalProperties') return value !== false;
  return !annotations.has(keyword);
}

function isObjectSchema(schema: JsonObject): boolean {
  if (schema.properties !== undefined || schema.type === 'object') return true;
  return Array.isArray(schema.type) && schema.type.includes('object');
}

function mapMembers(value: JsonValue, map: (value: JsonValue) => JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const mapped: JsonObject = {};
  for (const [name, member] of Object.entries(value)) setMember(mapped, name, map(member));
  return mapped;
}
