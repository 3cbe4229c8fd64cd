import type { Transaction } from '../platform/db/prisma.ts';
import { type AuditActor, writeAuditEvent } from './audit-event.ts';
import type { Client } from './client.ts';
import { tenantIdsOf } from './membership.ts';

export interface AccessEvent {
  /** Whose access it is about. */
  personId: string;
  actor: AuditActor;
  operation: 'account.signIn' | 'account.refuseSignIn' | 'account.signOut';
  /** The session, or the person where none came of it. */
  targetId: string;
  targetName?: string;
  client: Client;
  details?: Record<string, unknown>;
}

/**
 * Writes into the audit log of each tenant a person belongs to what happened to their access; into the
 * deployment's when they belong to none.
 */
export async function writeAccessEvent(transaction: Transaction, event: AccessEvent): Promise<void> {
  const { personId, client, details, ...same } = event;
  const tenantIds = await tenantIdsOf(transaction, personId);
  for (const tenantId of tenantIds.length > 0 ? tenantIds : [null]) {
    await writeAuditEvent(transaction, {
      ...same,
      tenantId,
      address: client.address,
      details: { ...details, ...client },
    });
  }
}
