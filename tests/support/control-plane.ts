import { randomBytes, randomUUID } from 'node:crypto';
import type { Caller, Person } from '../../server/access/caller.ts';
import { hashPassword } from '../../server/access/password.ts';
import { hashSecret } from '../../server/platform/crypto/hash-secret.ts';
import { asPlatform } from '../../server/platform/db/prisma.ts';
import { storeCredential } from '../../server/services/channels/store-credential.ts';
import type { Operations } from '../../server/services/index.ts';
import { makeSecret, storeSecret } from '../../server/services/keys/make-secret.ts';
import type { Operation } from '../../server/services/operation.ts';
import type { TestDatabase } from './database.ts';

/** A tenant with two teams and something of every kind in each. `member` belongs to the first team only. */
export interface World {
  /** Stands in every name and text that belongs to this world. */
  mark: string;
  tenant: { id: string; slug: string };
  owner: Person;
  ownerPassword: string;
  member: Person;
  /** Of the deployment; no member of the tenant. */
  operator: Person;
  team: TeamWorld;
  otherTeam: TeamWorld;
  channelId: string;
  channelCredential: string;
  model: string;
  priceId: string;
  platformPriceId: string;
  invitationId: string;
  invitationToken: string;
}

export interface TeamWorld {
  id: string;
  apiKeyId: string;
  apiKey: string;
  usageRecordId: string;
}

export const someClient = { address: '203.0.113.7', userAgent: 'loom/1.0' };

/** Someone who is signed in (without a session row), or nobody. */
export function callerOf(person: Person | null): Caller {
  return { person, sessionId: null, ...someClient, requestId: randomUUID() };
}

const PASSWORD = 'the owner’s password';
/** Made once per test file: it is slow by design. */
const usualHash = hashPassword(PASSWORD);

export async function createPerson(email: string, changes: Partial<Person> = {}, password?: string) {
  const { isOperator = false, name = 'Person' } = changes;
  const passwordHash = await (password === undefined ? usualHash : hashPassword(password));
  return asPlatform((transaction) =>
    transaction.user.create({
      data: { email, name, isOperator, passwordHash },
      select: { id: true, email: true, name: true, isOperator: true },
    }),
  );
}

export async function createWorld(database: TestDatabase): Promise<World> {
  const mark = `mark${randomBytes(5).toString('hex')}`;
  const owner = await createPerson(`owner@${mark}.example`, { name: `Owner ${mark}` });
  const member = await createPerson(`member@${mark}.example`, { name: `Member ${mark}` });
  const operator = await createPerson(`operator@${mark}.example`, { isOperator: true });
  const channelCredential = `sk-upstream-${randomBytes(16).toString('hex')}`;
  const invitationToken = `hdi_${randomBytes(24).toString('base64url')}`;
  const model = `model-${mark}`;
  const made = await asPlatform(async (transaction) => {
    const tenant = await transaction.tenant.create({
      data: { slug: mark, name: `Tenant ${mark}`, storeContent: true },
    });
    const tenantId = tenant.id;
    await transaction.membership.createMany({
      data: [
        { tenantId, userId: owner.id, role: 'owner' },
        { tenantId, userId: member.id, role: 'member' },
      ],
    });
    const makeTeam = async (slug: string): Promise<TeamWorld> => {
      const team = await transaction.team.create({ data: { tenantId, slug, name: `${slug} ${mark}` } });
      const apiKey = makeSecret();
      const key = await transaction.apiKey.create({
        data: { tenantId, teamId: team.id, name: `${slug} key ${mark}`, ...storeSecret(apiKey) },
      });
      return { id: team.id, apiKeyId: key.id, apiKey, usageRecordId: randomUUID() };
    };
    const team = await makeTeam('core');
    const otherTeam = await makeTeam('other');
    await transaction.teamMembership.create({ data: { tenantId, teamId: team.id, userId: member.id } });
    const channel = await transaction.channel.create({
      data: {
        tenantId,
        name: `channel ${mark}`,
        provider: 'simulator',
        ...storeCredential(channelCredential),
      },
    });
    await transaction.channelModel.create({
      data: { tenantId, channelId: channel.id, name: model, upstreamName: 'simulator' },
    });
    const price = await transaction.priceOverride.create({
      data: { tenantId, model, inputNanoUsdPerMillion: 1n, outputNanoUsdPerMillion: 2n },
    });
    const platformPrice = await transaction.priceOverride.create({
      data: { model: 'everywhere', inputNanoUsdPerMillion: 1n, outputNanoUsdPerMillion: 2n },
    });
    const invitation = await transaction.invitation.create({
      data: {
        tenantId,
        email: `invited@${mark}.example`,
        role: 'member',
        teamIds: [team.id],
        tokenHash: Buffer.from(hashSecret(invitationToken)),
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    });
    return {
      tenant,
      team,
      otherTeam,
      channelId: channel.id,
      priceId: price.id,
      platformPriceId: platformPrice.id,
      invitationId: invitation.id,
    };
  });
  const world: World = {
    ...made,
    tenant: { id: made.tenant.id, slug: made.tenant.slug },
    mark,
    owner,
    ownerPassword: PASSWORD,
    member,
    operator,
    model,
    channelCredential,
    invitationToken,
  };
  for (const team of [world.team, world.otherTeam]) {
    await insertUsageRecord(database, world, team, { id: team.usageRecordId });
    await database.owner.query(
      `insert into request_contents (usage_record_id, tenant_id, created_at, request, response)
       values ($1, $2, now(), $3, $3)`,
      [team.usageRecordId, world.tenant.id, `content of ${team.id} ${mark}`],
    );
  }
  return world;
}

export interface UsageColumns {
  id: string;
  created_at: Date;
  model_requested: string;
  input_tokens: number;
  output_tokens: number;
  cost_nano_usd: bigint;
  price_version: string | null;
  latency_ms: number;
  latency_first_byte_ms: number | null;
  http_status: number;
  error_code: string | null;
  channel_id: string | null;
}

/** One request on the ledger, with whatever columns matter to the test. */
export async function insertUsageRecord(
  database: TestDatabase,
  world: World,
  team: TeamWorld,
  columns: Partial<UsageColumns> = {},
): Promise<void> {
  const row = {
    id: randomUUID(),
    created_at: new Date(Date.now() - 60_000),
    tenant_id: world.tenant.id,
    team_id: team.id,
    api_key_id: team.apiKeyId,
    dialect: 'openai-chat',
    endpoint: '/v1/chat/completions',
    stream: false,
    model_requested: world.model,
    model_used: 'simulator',
    channel_id: world.channelId,
    provider: 'simulator',
    attempts: JSON.stringify([
      {
        channelId: world.channelId,
        channelName: `channel ${world.mark}`,
        provider: 'simulator',
        model: 'simulator',
        reason: 'priority 0',
        status: 200,
        errorCode: null,
        startedAfterMs: 0,
        durationMs: 10,
      },
    ]),
    input_tokens: 10,
    cached_input_tokens: 0,
    cache_write_tokens: 0,
    output_tokens: 5,
    reasoning_tokens: 0,
    raw_usage: JSON.stringify({ prompt_tokens: 10 }),
    usage_estimated: false,
    cost_nano_usd: 100n,
    price_version: 'free:simulator',
    latency_first_byte_ms: 5,
    latency_ms: 10,
    http_status: 200,
    error_code: null,
    finish_reason: 'stop',
    ended_by: 'completed',
    losses: [],
    ...columns,
  };
  const names = Object.keys(row);
  await database.owner.query(
    `insert into usage_records (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
}

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
  'account.changePassword': ({ ownerPassword }) => ({
    currentPassword: ownerPassword,
    newPassword: `new ${ownerPassword}`,
  }),
  'account.signUp': ({ mark }) => ({
    email: `new@${mark}.example`,
    name: 'New',
    password: 'planted-password',
    tenantName: `Signed up ${mark}`,
  }),
  'tenants.get': () => ({}),
  'tenants.update': () => ({ name: 'Renamed' }),
  'teams.list': () => ({}),
  'teams.create': () => ({ name: 'Made', slug: `made-${randomBytes(4).toString('hex')}` }),
  'teams.update': ({ team }) => ({ id: team.id, name: 'Renamed' }),
  'teams.delete': ({ otherTeam }) => ({ id: otherTeam.id }),
  'members.list': () => ({}),
  'members.updateRole': ({ member, team }) => ({ id: member.id, role: 'owner', teamIds: [team.id] }),
  'members.remove': ({ member }) => ({ id: member.id }),
  'members.invite': ({ team }) => ({
    email: `x${randomBytes(4).toString('hex')}@x.example`,
    role: 'member',
    teamIds: [team.id],
  }),
  'members.listInvitations': () => ({}),
  'members.revokeInvitation': ({ invitationId }) => ({ id: invitationId }),
  'members.getInvitation': ({ invitationToken }) => ({ token: invitationToken }),
  'members.acceptInvitation': ({ invitationToken }) => ({
    token: invitationToken,
    name: 'Invited',
    password: 'planted-password',
  }),
  'keys.list': ({ team }) => ({ teamId: team.id }),
  'keys.create': ({ team }) => ({ teamId: team.id, name: 'made' }),
  'keys.update': ({ team }) => ({ id: team.apiKeyId, name: 'renamed' }),
  'keys.rotate': ({ team }) => ({ id: team.apiKeyId }),
  'keys.revoke': ({ team }) => ({ id: team.apiKeyId }),
  'playground.createKey': ({ team }) => ({ teamId: team.id }),
  'channels.list': () => ({}),
  'channels.create': () => ({
    name: `made ${randomBytes(4).toString('hex')}`,
    provider: 'openai',
    credential: 'sk-planted-0123456789abcdef',
    models: ['gpt-4o-mini'],
  }),
  'channels.update': ({ channelId }) => ({ id: channelId, credential: 'sk-planted-0123456789abcdef' }),
  'channels.delete': ({ channelId }) => ({ id: channelId }),
  'channels.test': ({ channelId }) => ({ id: channelId }),
  'providers.list': () => ({}),
  'models.list': () => ({}),
  'prices.list': () => ({}),
  'prices.set': () => ({ model: 'priced', inputNanoUsdPerMillion: '5', outputNanoUsdPerMillion: '6' }),
  'prices.delete': ({ priceId }) => ({ id: priceId }),
  'usage.summary': ({ team }) => ({ ...lastDay(), teamId: team.id }),
  'usage.breakdown': ({ team }) => ({ ...lastDay(), teamId: team.id, by: 'key' }),
  'logs.search': ({ team }) => ({ teamId: team.id }),
  'logs.get': ({ team }) => ({ id: team.usageRecordId }),
  'logs.export': ({ team }) => ({ apiKeyId: team.apiKeyId }),
  'audit.list': ({ owner }) => ({ actorId: owner.id }),
  'platform.listTenants': () => ({}),
  'platform.listPrices': () => ({}),
  'platform.setPrice': () => ({
    provider: 'openai',
    model: 'everywhere',
    inputNanoUsdPerMillion: '1',
    outputNanoUsdPerMillion: '2',
  }),
  'platform.deletePrice': ({ platformPriceId }) => ({ id: platformPriceId }),
};

/** Who may do it in this world: operators what concerns the deployment, owners the rest. */
export function actorFor(operation: Operation, world: World): Person | null {
  // The invitation is for somebody who has no account yet.
  if (operation.name === 'members.acceptInvitation') return null;
  return operation.scope === 'platform' ? world.operator : world.owner;
}

/** All rows of a tenant as text, to see whether anything changed. */
export async function dumpTenant(database: TestDatabase, world: World): Promise<string> {
  const tables = [
    'teams',
    'memberships',
    'team_memberships',
    'invitations',
    'api_keys',
    'channels',
    'channel_models',
    'price_overrides',
    'usage_records',
    'request_contents',
    'audit_events',
  ];
  const dumps = [await database.owner.query('select * from tenants where id = $1', [world.tenant.id])];
  for (const table of tables) {
    dumps.push(
      await database.owner.query(`select t::text from ${table} t where tenant_id = $1 order by 1`, [
        world.tenant.id,
      ]),
    );
  }
  return JSON.stringify(dumps.map(({ rows }) => rows));
}
