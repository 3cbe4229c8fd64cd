import { Fault } from '../canonical/fault.ts';
import { asPlatform } from '../platform/db/prisma.ts';
import { createLogger } from '../platform/logger.ts';
import { writeAccessEvent } from './access-event.ts';
import { countAttempt } from './attempt-limits.ts';
import type { Person } from './caller.ts';
import type { Client } from './client.ts';

/** Whoever knows an address adds no more than this to the log of its person's tenants, from however many places. */
const WRITTEN_PER_PERSON = { limit: 20, windowMs: 3_600_000 };
/** By then the answer is on its way: how long it took does not tell whether there was anything to write. */
const AFTER_ANSWER_MS = 500;

/**
 * Writes an audit event of a wrong password for somebody's account, later and unless there were many lately. It
 * names the account, never what was typed.
 */
export function noteRefusedSignIn(person: Pick<Person, 'id' | 'email'>, client: Client): void {
  setTimeout(() => {
    write(person, client).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'rate_limited') return;
      createLogger('access').error({ err: error }, 'a refused sign-in could not be written down');
    });
  }, AFTER_ANSWER_MS).unref();
}

async function write({ id, email }: Pick<Person, 'id' | 'email'>, client: Client): Promise<void> {
  await countAttempt(`sign-in:written:${id}`, WRITTEN_PER_PERSON);
  await asPlatform((transaction) =>
    writeAccessEvent(transaction, {
      personId: id,
      // Who it was is what nobody knows.
      actor: { type: 'system', id: null, name: 'visitor' },
      operation: 'account.refuseSignIn',
      targetId: id,
      targetName: email,
      client,
      details: { email },
    }),
  );
}
