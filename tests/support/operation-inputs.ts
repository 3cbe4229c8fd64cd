import { randomBytes } from 'node:crypto';
import type { Person } from '../../server/access/caller.ts';
import type { Operations } from '../../server/services/index.ts';
import type { Operation } from '../../server/services/operation.ts';
import type { World } from './control-plane.ts';

const lastDay = () => ({
  from: new Date(Date.now() - 86_400_000).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
});

/**
 * For every operation an input that is right in this world and names something of it wherever it can. An
 * operation that is missing here does not compile.
 */
export const inputs: Record<Operations['name'], (world: World) => Record<string, unknown>> = {
  'account.get': () => ({}),
  'account.listTenants': () => ({}),
  'account.createTenant': () => ({ name: `New ${randomBytes(4).toString('hex')}` }),
  'account.update': () => ({ name: 'Renamed', locale: 'zh', timeZone: 'Asia/Shanghai' }),
  'account.changePassword': ({ ownerPassword }) => ({
    currentPassword: ownerPassword,
    newPassword: `new ${ownerPassword}`,
  }),
  'account.signUp': ({ mark }) => ({
    email: `new@${mark}.example`,
    name: 'New',
    password: 'planted-password',
  }),
  'tenants.get': () => ({}),
  'tenants.update': () => ({ name: 'Renamed' }),
  'teams.list': () => ({}),
  'teams.create': () => ({ name: 'Made', slug: `made-${randomBytes(4).toString('hex')}` }),
  'teams.update': ({ team }) => ({ id: team.id, name: 'Renamed' }),
  'teams.delete': ({ otherTeam }) => ({ id: otherTeam.id }),
  'members.list': () => ({}),
  'members.updateRole': ({ member, team }) => ({ id: member.id, role: 'owner', teamIds: [team.id] }),
  'members.remove': ({ member }) => ({ id: member.id, keys: 'keep' }),
  'members.invite': ({ team }) => ({
    email: `x${randomBytes(4).toString('hex')}@x.example`,
    role: 'member',
    teamIds: [team.id],
  }),
  'members.listInvitations': () => ({}),
  'members.renewInvitation': ({ invitationId }) => ({ id: invitationId }),
  'members.revokeInvitation': ({ invitationId }) => ({ id: invitationId }),
  'members.getInvitation': ({ invitationToken }) => ({ token: invitationToken }),
  'members.acceptInvitation': ({ invitationToken }) => ({
    token: invitationToken,
    name: 'Invited',
    password: 'planted-password',
  }),
  'keys.list': ({ team }) => ({ teamId: team.id }),
  'keys.count': ({ team }) => ({ teamId: [team.id] }),
  'keys.figures': () => ({}),
  'keys.create': ({ team }) => ({ teamId: team.id, name: 'made' }),
  'keys.update': ({ team }) => ({ id: team.apiKeyId, name: 'renamed' }),
  'keys.rotate': ({ team }) => ({ id: team.apiKeyId }),
  'keys.revoke': ({ team }) => ({ id: team.apiKeyId }),
  'playground.createKey': ({ team }) => ({ teamId: team.id }),
  'limits.list': ({ team }) => ({ teamId: team.id }),
  'limits.create': ({ team }) => ({ apiKeyId: team.apiKeyId, meter: 'tokens', amount: 1_000, per: 'day' }),
  'limits.update': ({ team }) => ({ id: team.limitId, amount: 7 }),
  'limits.set': ({ team }) => ({
    apiKeyId: team.apiKeyId,
    limits: [{ meter: 'concurrency', amount: 3, models: ['gpt-*'] }],
  }),
  'limits.delete': ({ team }) => ({ id: team.limitId }),
  'budgets.list': ({ team }) => ({ apiKeyId: team.apiKeyId }),
  'budgets.get': ({ team }) => ({ id: team.budgetId }),
  'budgets.create': ({ team }) => ({ apiKeyId: team.apiKeyId, usd: '2.50', per: 'week', anchorDay: 7 }),
  'budgets.update': ({ team }) => ({ id: team.budgetId, usd: '9' }),
  'budgets.set': ({ team }) => ({ apiKeyId: team.apiKeyId, budgets: [{ usd: '1', per: 'total' }] }),
  'budgets.reset': ({ team }) => ({ id: team.budgetId }),
  'budgets.delete': ({ team }) => ({ id: team.budgetId }),
  'budgets.events': ({ team }) => ({ budgetId: team.budgetId }),
  'channels.list': () => ({}),
  'channels.get': ({ channelId }) => ({ id: channelId }),
  'channels.create': () => ({
    name: `made ${randomBytes(4).toString('hex')}`,
    provider: 'openai',
    credential: 'sk-planted-0123456789abcdef',
    models: ['gpt-4o-mini'],
  }),
  'channels.update': ({ channelId }) => ({ id: channelId, credential: 'sk-planted-0123456789abcdef' }),
  'channels.delete': ({ channelId }) => ({ id: channelId }),
  'channels.setEnabled': ({ channelId }) => ({ ids: [channelId], enabled: false }),
  'channels.test': ({ channelId }) => ({ id: channelId }),
  'channels.try': ({ channelId, model }) => ({ id: channelId, provider: 'simulator', model }),
  'channels.fetchModels': ({ channelId }) => ({ id: channelId, provider: 'simulator' }),
  'reconciliation.compare': ({ channelId }) => ({
    id: channelId,
    from: '2026-03-01',
    to: '2026-03-31',
    format: 'openai',
    report: '{"data":[]}',
  }),
  'reconciliation.explain': ({ channelId }) => ({ id: channelId, day: '2026-03-10' }),
  'providers.list': () => ({}),
  'models.list': () => ({}),
  'models.figures': () => ({}),
  'models.get': ({ model }) => ({ name: model }),
  'prices.list': () => ({}),
  'prices.set': () => ({ model: 'priced', inputNanoUsdPerMillion: '5', outputNanoUsdPerMillion: '6' }),
  'prices.delete': ({ priceId }) => ({ id: priceId }),
  'usage.summary': ({ team }) => ({ ...lastDay(), teamId: team.id }),
  'usage.breakdown': ({ team }) => ({ ...lastDay(), teamId: team.id, by: 'key' }),
  'logs.search': ({ team }) => ({ teamId: team.id }),
  'logs.get': ({ team }) => ({ id: team.usageRecordId }),
  'tenants.setRetention': () => ({ retentionDays: 400, contentRetentionDays: 30 }),
  'receipts.get': ({ team }) => ({ requestId: team.usageRecordId }),
  'receipts.keys': () => ({}),
  'logs.suggest': () => ({ text: 'mark' }),
  'logs.listChoices': () => ({}),
  'views.list': () => ({ page: 'logs' }),
  'views.create': ({ team }) => ({
    page: 'logs',
    name: `made ${randomBytes(4).toString('hex')}`,
    query: `team=${team.id}`,
  }),
  'views.update': ({ team }) => ({ id: team.viewId, name: 'Renamed' }),
  'views.delete': ({ team }) => ({ id: team.viewId }),
  'logs.export': ({ team }) => ({ apiKeyId: team.apiKeyId }),
  'search.everything': ({ mark }) => ({ text: mark }),
  'audit.list': ({ owner }) => ({ actor: [owner.email], search: 'keys' }),
  'audit.export': ({ owner }) => ({ actor: owner.email, format: 'json' }),
  'audit.actors': () => ({}),
  'platform.listTenants': () => ({}),
  'platform.setPrivateNetworks': ({ tenant }) => ({ id: tenant.id, networks: ['10.20.0.0/16'] }),
  'platform.listPrices': () => ({}),
  'platform.setPrice': () => ({
    provider: 'openai',
    model: 'everywhere',
    inputNanoUsdPerMillion: '1',
    outputNanoUsdPerMillion: '2',
  }),
  'platform.deletePrice': ({ platformPriceId }) => ({ id: platformPriceId }),
  'platform.rotateReceiptKey': () => ({}),
  'platform.adjustLedger': ({ team }) => ({
    requestId: team.usageRecordId,
    nanoUsd: '-1',
    cause: 'goodwill',
    reason: 'of another mark',
  }),
};

/** Who may do it in this world: operators what concerns the deployment, owners the rest. */
export function actorFor(operation: Operation, world: World): Person | null {
  // The invitation is for somebody who has no account yet.
  if (operation.name === 'members.acceptInvitation') return null;
  return operation.scope === 'platform' ? world.operator : world.owner;
}
