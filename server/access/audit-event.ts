import type { Transaction } from '../platform/db/prisma.ts';
import { redactSecrets } from '../platform/redact-secrets.ts';
import type { Person } from './caller.ts';

/** Who did it. */
export interface AuditActor {
  type: 'user' | 'system';
  id: string | null;
  /** What they are known by for good: an e-mail address, “configuration”. */
  name: string;
  /** A person's name as it is now. */
  label?: string;
}

/** A person as the audit log names them. */
export function personAsActor({ id, email, name }: Pick<Person, 'id' | 'email' | 'name'>): AuditActor {
  return { type: 'user', id, name: email, label: name };
}

export interface AuditEntry {
  /** Null: an act of the whole deployment. */
  tenantId: string | null;
  actor: AuditActor;
  /** The operation’s name; signing in and out, which are none, are named like one. */
  operation: string;
  targetId: string | null;
  /** What that is called now: the event is read when it is gone. */
  targetName?: string | null;
  /** Network address of whoever asked for it; null for what no request asked for. */
  address?: string | null;
  /** Without secrets; what looks like one is masked all the same. */
  details: Record<string, unknown>;
}

/** Writes an audit event in the transaction of the deed, so that there is never one without the other. */
export async function writeAuditEvent(transaction: Transaction, entry: AuditEntry): Promise<void> {
  const { actor, details, ...rest } = entry;
  await transaction.auditEvent.create({
    data: {
      ...rest,
      actorType: actor.type,
      actorId: actor.id,
      actorName: actor.name,
      actorLabel: actor.label,
      details: JSON.parse(redactSecrets(JSON.stringify(details))),
    },
    select: { id: true },
  });
}
