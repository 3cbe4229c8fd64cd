import type { Transaction } from '../platform/db/prisma.ts';
import type { Membership } from './membership.ts';
import { roles } from './permissions.ts';

/**
 * Limits what the rest of a tenant’s transaction sees and writes to the rows the member’s role reaches. The
 * policies `team_reach` (prisma/migrations/…_team_reach) hold it, on every table that knows of teams.
 */
export async function limitReach(transaction: Transaction, { role, teamIds }: Membership): Promise<void> {
  if (roles[role].reach === 'tenant') return;
  await transaction.$queryRaw`select set_config('app.team_ids', ${`{${teamIds.join(',')}}`}, true)`;
}
