import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';

interface FieldSchema {
  type?: string;
  anyOf?: FieldSchema[];
}

/**
 * The fields that a query string gives, as the schema wants them: `limit=5` is a number where one is expected,
 * `enabled=true` a truth value, and a field that is a list may be given several times. What does not look like
 * what is expected stays text, for the schema to refuse.
 * @throws Fault invalid_request when a field that is no list is given twice
 */
export function readQuery(query: URLSearchParams, schema: z.ZodObject): Record<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    // Every object has a `constructor`; only the schema's own fields count.
    const types = typesOf(Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined);
    if (types.has('array')) {
      fields.set(name, values);
      continue;
    }
    if (values.length > 1) throw new Fault('invalid_request', `${name}: expected once`, { path: name });
    fields.set(name, readValue(values[0] ?? '', types));
  }
  return Object.fromEntries(fields);
}

function readValue(text: string, types: ReadonlySet<string>): unknown {
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if ((types.has('integer') || types.has('number')) && /^-?\d{1,15}(\.\d{1,15})?$/.test(text)) {
    return Number(text);
  }
  return text;
}

/** The JSON types a field may have on the wire. */
function typesOf(schema: z.core.$ZodType | undefined): Set<string> {
  if (!schema) return new Set();
  const { type, anyOf = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as FieldSchema;
  return new Set([type, ...anyOf.map((each) => each.type)].filter((each) => each !== undefined));
}
