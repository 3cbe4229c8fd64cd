import { z } from 'zod';
import { count, displayName, id, slug, time } from '../fields.ts';
import { activeKeys } from '../keys/active-keys.ts';

/** As much of a team as stands beside what belongs to it. */
export const teamReference = z.object({ id, slug, name: displayName });

export const teamOutput = teamReference.extend({
  createdAt: time,
  memberCount: count,
  /** API keys that are neither revoked nor expired. */
  activeKeyCount: count,
});

/** What Prisma has to load for a {@link teamOutput}. */
export function teamCounts(now: Date) {
  return {
    _count: {
      select: {
        members: true,
        apiKeys: { where: activeKeys(now) },
      },
    },
  };
}

/** A row loaded with {@link teamCounts}, as the output. */
export function presentTeam<Row extends { _count: { members: number; apiKeys: number } }>(row: Row) {
  return { ...row, memberCount: row._count.members, activeKeyCount: row._count.apiKeys };
}
