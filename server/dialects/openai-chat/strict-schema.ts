import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { isJsonObject, setMember } from '../shared/json-reader.ts';

/** Source: developers.openai.com/api/docs/guides/structured-outputs, "Supported schemas". */
const keywords = new Set([
  ...['type', 'title', 'description', 'enum', 'const', 'required', 'pattern', 'additionalProperties'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems'],
  ...['$ref', '$defs', 'definitions', 'properties', 'items', 'prefixItems', 'anyOf', 'format'],
]);
const formats = new Set<JsonValue>([
  ...['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'],
]);

/** Members that hold schemas by name. */
const schemaMaps = new Set(['properties', '$defs', 'definitions']);

/** OpenAI refuses what is nested deeper. */
const deepest = 10;

/**
 * The schema as OpenAI's strict mode takes it: every object closed and every property required. Null where that
 * would change what it means, or where it says what strict mode refuses.
 */
export function strictSchema(schema: JsonObject): JsonObject | null {
  return schema.type === 'object' && schema.anyOf === undefined ? closed(schema, 0) : null;
}

function closed(schema: JsonObject, depth: number): JsonObject | null {
  if (depth > deepest || !isExpressible(schema)) return null;
  const strict: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const inner = innerSchemas(keyword, value, depth + 1);
    if (inner === null) return null;
    setMember(strict, keyword, inner);
  }
  if (isObjectSchema(schema)) strict.additionalProperties = false;
  return strict;
}

function isExpressible(schema: JsonObject): boolean {
  if (!Object.keys(schema).every((keyword) => keywords.has(keyword))) return false;
  if (schema.format !== undefined && !formats.has(schema.format)) return false;
  if (schema.additionalProperties !== undefined && schema.additionalProperties !== false) return false;
  if (!isObjectSchema(schema)) return true;
  const { properties, required } = schema;
  if (!isJsonObject(properties)) return false;
  const demanded = new Set(Array.isArray(required) ? required : []);
  return Object.keys(properties).every((name) => demanded.has(name));
}

function isObjectSchema({ type, properties }: JsonObject): boolean {
  return type === 'object' || properties !== undefined || (Array.isArray(type) && type.includes('object'));
}

/** The value with the schemas in it closed; null where one of them cannot be. */
function innerSchemas(keyword: string, value: JsonValue, depth: number): JsonValue | null {
  if (keyword === 'items' && isJsonObject(value)) return closed(value, depth);
  if (Array.isArray(value) && (keyword === 'anyOf' || keyword === 'prefixItems')) {
    const choices = value.map((choice) => (isJsonObject(choice) ? closed(choice, depth) : null));
    return choices.includes(null) ? null : choices;
  }
  if (!schemaMaps.has(keyword) || !isJsonObject(value)) return value;
  const inner: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const schema = isJsonObject(member) ? closed(member, depth) : null;
    if (schema === null) return null;
    setMember(inner, name, schema);
  }
  return inner;
}
