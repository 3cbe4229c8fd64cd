import { randomBytes, randomUUID } from 'node:crypto';
import type { Caller, Person } from '../../server/access/caller.ts';
import { hashPassword } from '../../server/access/password.ts';
import { hashSecret } from '../../server/platform/crypto/hash-secret.ts';
import { asPlatform } from '../../server/platform/db/prisma.ts';
import { storeCredential } from '../../server/services/channels/store-credential.ts';
import { madeBy } from '../../server/services/keys/made-by.ts';
import { makeSecret, storeSecret } from '../../server/services/keys/make-secret.ts';
import type { TestDatabase } from './database.ts';
import { insertUsageRecord } from './usage-records.ts';

/**
 * A tenant with two teams and something of every kind in each. `member` belongs to the first team only, and made its
 * API key; the owner made the other's.
 */
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
  /** A saved view. The member made and shares the first team's; the owner keeps the other's private. */
  viewId: string;
  /** On the key, by whoever made it. */
  limitId: string;
  budgetId: string;
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
    const makeTeam = async (slug: string, maker: Person): Promise<TeamWorld> => {
      const team = await transaction.team.create({ data: { tenantId, slug, name: `${slug} ${mark}` } });
      const apiKey = makeSecret();
      const key = await transaction.apiKey.create({
        data: {
          tenantId,
          teamId: team.id,
          name: `${slug} key ${mark}`,
          ...madeBy(maker),
          ...storeSecret(apiKey),
        },
      });
      const view = await transaction.savedView.create({
        data: {
          tenantId,
          userId: maker.id,
          page: 'logs',
          name: `${slug} ${mark}`,
          query: `team=${team.id}`,
          shared: maker.id === member.id,
        },
      });
      const rule = { tenantId, teamId: team.id, apiKeyId: key.id, createdById: maker.id };
      const limit = await transaction.limit.create({
        data: { ...rule, meter: 'requests', amount: 60, per: 'minute', algorithm: 'window' },
      });
      const budget = await transaction.budget.create({
        data: {
          ...rule,
          perEndUser: false,
          nanoUsd: 5_000_000_000n,
          per: 'month',
          timeZone: 'UTC',
          anchorDay: 1,
          thresholds: [80],
          hard: true,
          caps: false,
        },
      });
      return {
        id: team.id,
        apiKeyId: key.id,
        apiKey,
        usageRecordId: randomUUID(),
        viewId: view.id,
        limitId: limit.id,
        budgetId: budget.id,
      };
    };
    const team = await makeTeam('core', member);
    const otherTeam = await makeTeam('other', owner);
    await transaction.teamMembership.create({ data: { tenantId, teamId: team.id, userId: member.id } });
    const channelId = randomUUID();
    const channel = await transaction.channel.create({
      data: {
        id: channelId,
        tenantId,
        name: `channel ${mark}`,
        provider: 'simulator',
        ...storeCredential(channelCredential, { tenantId, channelId }),
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
    'private_networks',
    'saved_views',
    'limits',
    'budgets',
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
