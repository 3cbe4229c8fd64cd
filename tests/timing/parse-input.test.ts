import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseInput } from '../../server/services/parse-input.ts';
import { expectBrief } from '../support/growth/processor-time.ts';

it('refuses more fields than any input has before it gives each its reason', () => {
  const input = Object.fromEntries(Array.from({ length: 90_000 }, (_, at) => [`field${at}`, at]));
  expectBrief(
    () => expect(() => parseInput(z.strictObject({ name: z.string() }), input)).toThrow('at most 100 fields'),
    100,
  );
});
