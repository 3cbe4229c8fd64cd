import { asPlatform, type Transaction } from '../platform/db/prisma.ts';
import { environment } from '../platform/env.ts';
import { writeAccessEvent } from './access-event.ts';
import { personAsActor } from './audit-event.ts';
import type { Person } from './caller.ts';
import type { Client } from './client.ts';

/** How long a session's row may lag behind what is known of it. */
const TOUCH_AFTER_MS = 5 * 60_000;

const idAndPerson = { id: true, user: { select: { id: true, email: true, name: true } } } as const;

/** A browser that is signed in. */
export interface Session {
  id: string;
  person: Person;
}

/**
 * Begins a session and gives its id. Sessions of the person that are over are cleared away.
 * @param replaces the session this browser had: it ends, whoever's it was, because its cookie is overwritten
 */
export function startSession(
  personId: string,
  client: Client,
  replaces: string | null = null,
): Promise<string> {
  const now = new Date();
  return asPlatform(async (transaction) => {
    if (replaces !== null) await endSessionIn(transaction, replaces, client);
    await transaction.session.deleteMany({ where: { userId: personId, NOT: isLive(now) } });
    const { id, user } = await transaction.session.create({
      data: { userId: personId, createdAt: now, lastSeenAt: now, expiresAt: endOf(now, now) },
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

/** The session, if it exists and is not over; being used prolongs it, up to its absolute end. */
export function findSession(id: string): Promise<Session | null> {
  const now = new Date();
  return asPlatform(async (transaction) => {
    const row = await transaction.session.findFirst({
      where: { id, ...isLive(now) },
      select: {
        createdAt: true,
        lastSeenAt: true,
        user: { select: { id: true, email: true, name: true, isOperator: true } },
      },
    });
    if (!row) return null;
    if (now.getTime() - row.lastSeenAt.getTime() > TOUCH_AFTER_MS) {
      await transaction.session.updateMany({
        where: { id },
        data: { lastSeenAt: now, expiresAt: endOf(row.createdAt, now) },
      });
    }
    return { id, person: row.user };
  });
}

/** From here on the session's cookie is worth nothing. Does nothing when it is over already. */
export async function endSession(id: string, client: Client): Promise<void> {
  await asPlatform((transaction) => endSessionIn(transaction, id, client));
}

async function endSessionIn(transaction: Transaction, id: string, client: Client): Promise<void> {
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
}

/** Settings that were made stricter since hold for sessions that go on, too. */
function isLive(now: Date) {
  const { longestMs, idleMs } = environment().sessions;
  return {
    expiresAt: { gt: now },
    createdAt: { gt: new Date(now.getTime() - longestMs) },
    lastSeenAt: { gt: new Date(now.getTime() - idleMs) },
  };
}

/** When a session ends unless it is used before. */
function endOf(beganAt: Date, seenAt: Date): Date {
  const { longestMs, idleMs } = environment().sessions;
  return new Date(Math.min(beganAt.getTime() + longestMs, seenAt.getTime() + idleMs));
}
