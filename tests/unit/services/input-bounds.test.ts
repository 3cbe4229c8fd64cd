import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configurationFile } from '../../../server/services/configuration/configuration-file.ts';
import { operations } from '../../../server/services/index.ts';

interface Schema {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  maxProperties?: number;
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  properties?: Record<string, Schema>;
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  oneOf?: Schema[];
}

/** Formats whose texts have one length. */
const fixedFormats = ['uuid'];

/** Paths of what a client may send without an end: texts, lists and maps without a bound, and what is not looked into. */
function unbounded(schema: Schema, path: string): string[] {
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if (alternatives.length > 0) return alternatives.flatMap((each) => unbounded(each, path));
  if (schema.const !== undefined || schema.enum !== undefined) return [];
  switch (schema.type) {
    case 'string':
      return schema.maxLength !== undefined || fixedFormats.includes(schema.format ?? '') ? [] : [path];
    case 'array':
      return [
        ...(schema.maxItems === undefined ? [path] : []),
        ...(schema.prefixItems ?? [schema.items ?? {}]).flatMap((item) => unbounded(item, `${path}[]`)),
      ];
    case 'object':
      return [
        ...(schema.additionalProperties === false || schema.maxProperties !== undefined ? [] : [`${path}.*`]),
        ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
          unbounded(each, `${path}.${name}`),
        ),
      ];
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      return [];
    default:
      return [`${path} (anything)`];
  }
}

describe('what an operation takes', () => {
  it.each(operations.map((operation) => [operation.name, operation] as const))(
    'has an end: %s',
    (name, { input }) => {
      expect(unbounded(z.toJSONSchema(input, { io: 'input' }) as Schema, name)).toEqual([]);
    },
  );

  it('has an end: a configuration file', () => {
    expect(unbounded(z.toJSONSchema(configurationFile, { io: 'input' }) as Schema, 'file')).toEqual([]);
  });

  it('would be found to have none', () => {
    const open = z.object({
      a: z.string(),
      b: z.array(z.int()),
      c: z.record(z.string(), z.int()),
      d: z.unknown(),
      e: z.union([z.null(), z.array(z.strictObject({ f: z.string() })).max(3)]),
    });
    expect(unbounded(z.toJSONSchema(open, { io: 'input' }) as Schema, '')).toEqual(
      expect.arrayContaining(['.a', '.b', '.c.*', '.d (anything)', '.e[].f']),
    );
  });
});
