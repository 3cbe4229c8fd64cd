import { asPlatform } from '../platform/db/prisma.ts';
import type { Person } from './caller.ts';

export const SESSION_DAYS = 30;
const DAY_MS = 86_400_000;
/** How long a session's row may lag behind what is known of it. */
const TOUCH_AFTER_MS = 5 * 60_000;

/** A browser that is signed in. */
export interface Session {
  id: string;
  person: Person;
}

/** Begins a session and gives its id. Sessions of the person that have expired are cleared away. */
export function startSession(personId: string): Promise<string> {
  const now = new Date();
  return asPlatform(async (transaction) => {
    await transaction.session.deleteMany({ where: { userId: personId, expiresAt: { lte: now } } });
    const session = await transaction.session.create({
      data: { userId: personId, expiresAt: expiryFrom(now) },
    });
    return session.id;
  });
}

/** The session, if it exists and has not expired; being used prolongs it. */
export function findSession(id: string): Promise<Session | null> {
  const now = new Date();
  return asPlatform(async (transaction) => {
    const row = await transaction.session.findFirst({
      where: { id, expiresAt: { gt: now } },
      select: {
        lastSeenAt: true,
        user: { select: { id: true, email: true, name: true, isOperator: true } },
      },
    });
    if (!row) return null;
    if (now.getTime() - row.lastSeenAt.getTime() > TOUCH_AFTER_MS) {
      await transaction.session.updateMany({
        where: { id },
        data: { lastSeenAt: now, expiresAt: expiryFrom(now) },
      });
    }
    return { id, person: row.user };
  });
}

/** From here on the session's cookie is worth nothing. */
export async function endSession(id: string): Promise<void> {
  await asPlatform((transaction) => transaction.session.deleteMany({ where: { id } }));
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + SESSION_DAYS * DAY_MS);
}
