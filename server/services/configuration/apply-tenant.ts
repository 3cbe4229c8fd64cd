import { writeAuditEvent } from '../../access/audit-event.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import { readPrivateNetworks } from '../tenants/read-private-networks.ts';
import { replacePrivateNetworks } from '../tenants/replace-private-networks.ts';
import { applyChannel } from './apply-channel.ts';
import type { AppliedConfiguration } from './apply-configuration-file.ts';
import { applyKey } from './apply-key.ts';
import { applyPrices } from './apply-prices.ts';
import { applyRules } from './apply-rules.ts';
import type { ConfiguredTenant } from './configuration-file.ts';
import type { ConfiguredRules } from './configured-rules.ts';

/** Something made or changed, for the audit log and for people. */
export interface Change {
  /** As the operation that would have done it: channels.update. */
  operation: string;
  targetId: string;
  /** What people call it. */
  name: string;
  details?: Record<string, unknown>;
}

/** Stops applying, with where (below the tenant) and why. */
export type Refuse = (place: string, reason: string) => never;

/** Brings one tenant and what is configured of it to the state described, with an audit event for each change. */
export async function applyTenant(
  transaction: Transaction,
  configured: ConfiguredTenant,
  refuse: Refuse,
): Promise<AppliedConfiguration> {
  const changes: Change[] = [];
  const newKeys: AppliedConfiguration['newKeys'] = [];
  const tenantId = await applyOwnFields(transaction, configured, changes);
  await applyPrivateNetworks(transaction, tenantId, configured, changes);
  const teamIds = await applyTeams(transaction, tenantId, configured.teams, changes);
  for (const channel of configured.channels) {
    const change = await applyChannel(transaction, tenantId, channel);
    if (change) changes.push(change);
  }
  changes.push(...(await applyPrices(transaction, tenantId, configured.prices)));
  const channelIds = await readChannelIds(transaction, tenantId, configured);
  const applyRulesOf = async (
    place: Parameters<typeof applyRules>[2],
    rules: ConfiguredRules,
    at: string,
  ): Promise<void> => {
    const refuseThere: Refuse = (_, reason) => refuse(at, reason);
    changes.push(...(await applyRules(transaction, tenantId, place, rules, channelIds, refuseThere)));
  };
  const ofTenant = { teamId: null, apiKeyId: null, name: configured.slug };
  await applyRulesOf(ofTenant, configured, 'limits');
  for (const [index, team] of configured.teams.entries()) {
    const teamId = teamIds.get(team.slug) ?? '';
    await applyRulesOf({ teamId, apiKeyId: null, name: team.name }, team, `teams[${index}]`);
  }
  for (const [index, key] of configured.keys.entries()) {
    const applied = await applyKey(transaction, tenantId, teamIds.get(key.team) ?? '', key, (place, reason) =>
      refuse(`keys[${index}].${place}`, reason),
    );
    if (applied.change) changes.push(applied.change);
    if (applied.secret) newKeys.push({ tenant: configured.slug, name: key.name, secret: applied.secret });
    const { teamId, apiKeyId } = await findRulesKey(transaction, applied.row);
    const ofKey = { teamId, apiKeyId, name: key.name };
    await applyRulesOf(ofKey, key, `keys[${index}]`);
  }
  for (const { operation, targetId, name, details } of changes) {
    await writeAuditEvent(transaction, {
      tenantId,
      actor: { type: 'system', id: null, name: 'configuration' },
      operation,
      targetId,
      targetName: name,
      details: { name, ...details },
    });
  }
  return {
    changes: changes.map(({ operation, name }) => `${configured.slug}: ${operation} ${name}`),
    newKeys,
  };
}

async function applyOwnFields(
  transaction: Transaction,
  { slug, name, storeContent, countersAway }: ConfiguredTenant,
  changes: Change[],
): Promise<string> {
  const existing = await transaction.tenant.findUnique({ where: { slug } });
  const sameName = name === undefined || existing?.name === name;
  const sameAway = countersAway === undefined || existing?.countersAway === countersAway;
  if (existing && sameName && existing.storeContent === storeContent && sameAway) return existing.id;
  const data = {
    slug,
    name: name ?? existing?.name ?? slug,
    storeContent,
    ...(countersAway && { countersAway }),
  };
  const { id } = existing
    ? await transaction.tenant.update({ where: { slug }, data })
    : await transaction.tenant.create({ data });
  changes.push({
    operation: existing ? 'tenants.update' : 'account.createTenant',
    targetId: id,
    name: slug,
    details: data,
  });
  return id;
}

/** The key whose limits and budgets a key of the file has: where it was rotated, the first of its line. */
async function findRulesKey(
  transaction: Transaction,
  key: { id: string; teamId: string; rulesKeyId: string | null },
): Promise<{ teamId: string; apiKeyId: string }> {
  const first = key.rulesKeyId
    ? await transaction.apiKey.findUniqueOrThrow({ where: { id: key.rulesKeyId } })
    : key;
  return { teamId: first.teamId, apiKeyId: first.id };
}

/** @returns ids by name, of the channels that limits of the file name; checkReferences has seen to it that they are there */
async function readChannelIds(
  transaction: Transaction,
  tenantId: string,
  { channels }: ConfiguredTenant,
): Promise<Map<string, string>> {
  const rows = await transaction.channel.findMany({
    where: { tenantId, name: { in: channels.map(({ name }) => name) } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [name, id]));
}

async function applyPrivateNetworks(
  transaction: Transaction,
  tenantId: string,
  { slug, privateNetworks: networks }: ConfiguredTenant,
  changes: Change[],
): Promise<void> {
  if (!networks) return;
  const present = await readPrivateNetworks(transaction, tenantId);
  const isSame =
    networks.every((each) => present.includes(each)) && present.every((each) => networks.includes(each));
  if (isSame) return;
  await replacePrivateNetworks(transaction, tenantId, networks);
  changes.push({
    operation: 'platform.setPrivateNetworks',
    targetId: tenantId,
    name: slug,
    details: { networks },
  });
}

/** @returns ids by slug */
async function applyTeams(
  transaction: Transaction,
  tenantId: string,
  teams: ConfiguredTenant['teams'],
  changes: Change[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { slug, name } of teams) {
    const where = { tenantId_slug: { tenantId, slug } };
    const existing = await transaction.team.findUnique({ where });
    if (existing?.name === name) {
      ids.set(slug, existing.id);
      continue;
    }
    const { id } = await transaction.team.upsert({
      where,
      create: { tenantId, slug, name },
      update: { name },
    });
    ids.set(slug, id);
    changes.push({ operation: existing ? 'teams.update' : 'teams.create', targetId: id, name: slug });
  }
  return ids;
}
