import { asPlatform } from '../platform/db/prisma.ts';
import { writeAccessEvent } from './access-event.ts';
import { personAsActor } from './audit-event.ts';
import type { Person } from './caller.ts';
import type { Client } from './client.ts';

export const SESSION_DAYS = 30;
const DAY_MS = 86_400_000;
/** How long a session's row may lag behind what is known of it. */
const TOUCH_AFTER_MS = 5 * 60_000;

const idAndPerson = { id: true, user: { select: { id: true, email: true } } } as const;

/** A browser that is signed in. */
export interface Session {
  id: string;
  person: Person;
}

/** Begins a session and gives its id. Sessions of the person that have expired are cleared away. */
export function startSession(personId: string, client: Client): Promise<string> {
  const now = new Date();
  return asPlatform(async (transaction) => {
    await transaction.session.deleteMany({ where: { userId: personId, expiresAt: { lte: now } } });
    const { id, user } = await transaction.session.create({
      data: { userId: personId, expiresAt: expiryFrom(now) },
      select: idAndPerson,
    });
    await writeAccessEvent(transaction, {
      operation: 'account.signIn',
      personId,
      actor: personAsActor(user),
      targetId: id,
      client,
    });
    return id;
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

/** From here on the session's cookie is worth nothing. Does nothing when it is over already. */
export async function endSession(id: string, client: Client): Promise<void> {
  await asPlatform(async (transaction) => {
    const session = await transaction.session.findUnique({ where: { id }, select: idAndPerson });
    const { count } = await transaction.session.deleteMany({ where: { id } });
    if (!session || count === 0) return;
    await writeAccessEvent(transaction, {
      operation: 'account.signOut',
      personId: session.user.id,
      actor: personAsActor(session.user),
      targetId: id,
      client,
    });
  });
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + SESSION_DAYS * DAY_MS);
}
