import { z } from 'zod';
import type { Prisma } from '../../platform/db/prisma.ts';
import { displayName, id, line, time } from '../fields.ts';

/** Pages that keep views. */
export const viewPage = z.enum(['logs']);

/** What the page's address says behind the question mark. */
const query = line(4_096);

/** What a person gives a view. */
export const viewInput = {
  name: displayName,
  query,
  /** For everybody in the tenant to open. */
  shared: z.boolean(),
  /** What the page opens with for the person who made it; another one of theirs that did does no more. */
  isDefault: z.boolean(),
};

export const viewOutput = z.object({
  id,
  page: viewPage,
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  isDefault: z.boolean(),
  /** Made by the caller. */
  own: z.boolean(),
  updatedAt: time,
});

export function presentView(row: Prisma.SavedViewGetPayload<object>, personId: string) {
  const own = row.userId === personId;
  return { ...row, page: viewPage.parse(row.page), own, isDefault: own && row.isDefault };
}
