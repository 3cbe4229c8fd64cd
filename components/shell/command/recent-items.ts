import { z } from 'zod';

/** What somebody went to by the command menu. */
export type RecentItem = { kind: CommandKind; label: string; hint?: string | undefined; href: string };

export const commandKinds = ['page', 'request', 'key', 'channel', 'model', 'member', 'team'] as const;

export type CommandKind = (typeof commandKinds)[number];

const mostKept = 5;

/** Addresses of this site only: what is read here is led to. */
const stored = z.array(
  z.object({
    kind: z.enum(commandKinds),
    label: z.string().max(300),
    hint: z.string().max(300).optional(),
    href: z
      .string()
      .max(2000)
      .regex(/^\/(?!\/)/),
  }),
);

const keyOf = (tenant: string, userId: string) => `heddle-recent:${tenant}:${userId}`;

/** The last few, the newest first. None where the browser keeps nothing, or keeps what is not ours. */
export function readRecentItems(tenant: string, userId: string): RecentItem[] {
  try {
    return stored.parse(JSON.parse(localStorage.getItem(keyOf(tenant, userId)) ?? '[]')).slice(0, mostKept);
  } catch {
    return [];
  }
}

export function rememberItem(tenant: string, userId: string, item: RecentItem): void {
  const others = readRecentItems(tenant, userId).filter(({ href }) => href !== item.href);
  try {
    localStorage.setItem(keyOf(tenant, userId), JSON.stringify([item, ...others].slice(0, mostKept)));
  } catch {
    // A browser that keeps nothing has no recent items.
  }
}
