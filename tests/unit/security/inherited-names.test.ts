import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readQuery } from '../../../server/transports/rest/read-query.ts';

describe('names that every object inherits', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s in a query is an unknown field like any other',
    (name) => {
      const schema = z.strictObject({ limit: z.int().optional() });
      const read = readQuery(new URLSearchParams({ [name]: '1' }), schema);
      expect(Object.entries(read)).toEqual([[name, '1']]);
      expect(schema.safeParse(read).success).toBe(false);
    },
  );
});
