import { z } from 'zod';
import { line, time } from '../fields.ts';

const MOST_CHOICES = 100;
const LONGEST_SEARCH = 100;

function oneOrMany(longest: number) {
  return z.union([line(longest), z.array(line(longest)).min(1).max(MOST_CHOICES)]).optional();
}

/** Which events to show; those that match every filter given, and of a list any of its values. */
export const auditFilter = {
  from: time.optional(),
  to: time.optional(),
  /** Who did it: e-mail addresses, or names such as “configuration”. */
  actor: oneOrMany(254),
  /** Names of operations, e.g. keys.create. */
  operation: oneOrMany(100),
  targetId: line(100).optional(),
  /** Words that all stand in who did it, to what, from which address or by which operation; parts of words too. */
  search: z.string().trim().max(LONGEST_SEARCH).optional(),
};

export type AuditFilter = z.output<z.ZodObject<typeof auditFilter>>;
