import { permissionsOf } from '../../access/permissions.ts';
import { Fault } from '../../canonical/fault.ts';
import { found } from '../found.ts';
import { findOwnKey } from '../keys/find-own-key.ts';
import type { TenantContext } from '../operation.ts';

/** What a rule is on. With neither key, team nor channel it is the tenant itself. */
export interface RulePlace {
  /** Of a key, its team. */
  teamId: string | null;
  /** The first of a line of rotations. */
  apiKeyId: string | null;
  channelId: string | null;
}

interface AskedPlace {
  teamId: string | null;
  apiKeyId: string | null;
  channelId?: string | null | undefined;
}

/**
 * Where a rule is to be set, if the actor may set one there: on keys of their own whoever may change those, anywhere
 * else only owners.
 * @returns the place, and what people call it
 * @throws Fault not_found, forbidden; invalid_request where key and team do not go together
 */
export async function findRulePlace(
  context: TenantContext,
  { teamId, apiKeyId, channelId = null }: AskedPlace,
): Promise<{ place: RulePlace; name: string }> {
  const { transaction, tenant } = context;
  const ofAll = reachesAllRules(context);
  const channel =
    channelId === null
      ? null
      : found(
          ofAll ? await transaction.channel.findUnique({ where: { id: channelId } }) : null,
          'channel',
          'channelId',
        );
  if (apiKeyId !== null) {
    const key = await findOwnKey(context, apiKeyId);
    if (teamId !== null && teamId !== key.teamId) {
      throw new Fault('invalid_request', 'teamId: expected the key’s team, or none', { path: 'teamId' });
    }
    const first = found(await findFirstOfLine(context, key), 'API key', 'apiKeyId');
    return { place: { teamId: first.teamId, apiKeyId: first.id, channelId }, name: key.name };
  }
  const team =
    teamId === null
      ? null
      : found(await transaction.team.findUnique({ where: { id: teamId } }), 'team', 'teamId');
  if (!ofAll)
    throw new Fault('forbidden', 'Only owners set limits and budgets beyond API keys of their own.');
  return { place: { teamId, apiKeyId: null, channelId }, name: channel?.name ?? team?.name ?? tenant.slug };
}

/** Whether the actor may set and change rules that are on more than a key of theirs. */
export function reachesAllRules({ role }: Pick<TenantContext, 'role'>): boolean {
  return permissionsOf(role).includes('rules:write-all');
}

/** The key whose rules a key has: the first of the line of rotations it is of. */
export async function findFirstOfLine(
  { transaction }: Pick<TenantContext, 'transaction'>,
  key: { id: string; teamId: string; rulesKeyId: string | null },
): Promise<{ id: string; teamId: string } | null> {
  if (key.rulesKeyId === null) return key;
  return transaction.apiKey.findUnique({ where: { id: key.rulesKeyId }, select: { id: true, teamId: true } });
}
