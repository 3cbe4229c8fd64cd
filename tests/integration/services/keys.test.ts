import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashSecret } from '../../../server/platform/crypto/hash-secret.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { countKeys } from '../../../server/services/keys/count-keys.ts';
import { createKey } from '../../../server/services/keys/create-key.ts';
import { listKeys } from '../../../server/services/keys/list-keys.ts';
import { makeSecret, storeSecret } from '../../../server/services/keys/make-secret.ts';
import { revokeKey } from '../../../server/services/keys/revoke-key.ts';
import { rotateKey } from '../../../server/services/keys/rotate-key.ts';
import { updateKey } from '../../../server/services/keys/update-key.ts';
import { removeMember } from '../../../server/services/members/remove-member.ts';
import { createPlaygroundKey } from '../../../server/services/playground/create-playground-key.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { storedKey } from '../../support/stored-key.ts';

const HOUR_MS = 3_600_000;
let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  world = await createWorld(database);
});
afterAll(() => database.close());

const owner = () => callerOf(world.owner);
const tenant = () => ({ tenant: world.tenant.slug });
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

async function row(id: string) {
  const { rows } = await database.owner.query('select * from api_keys where id = $1', [id]);
  return rows[0];
}

it('keeps of a secret its SHA-256 and its first characters', async () => {
  const key = await invoke(createKey, owner(), { ...tenant(), teamId: world.team.id, name: 'new' });
  const kept = await row(key.id);
  expect(kept.hash.equals(hashSecret(key.secret))).toBe(true);
  expect(key.secret.startsWith(key.prefix)).toBe(true);
  expect(JSON.stringify(kept)).not.toContain(key.secret.slice(13));
});

it('lets both keys work while a rotation overlaps, and only the new one afterwards', async () => {
  const before = Date.now();
  const renewed = await invoke(rotateKey, owner(), {
    ...tenant(),
    id: world.team.apiKeyId,
    overlapMs: HOUR_MS,
  });
  const old = await row(world.team.apiKeyId);
  expect(old.expires_at.getTime()).toBeGreaterThanOrEqual(before + HOUR_MS);
  expect(old.expires_at.getTime()).toBeLessThanOrEqual(Date.now() + HOUR_MS);
  expect(renewed).toMatchObject({ status: 'active', rotatedFromId: world.team.apiKeyId, expiresAt: null });
  expect(renewed.secret).not.toBe(world.team.apiKey);
  const { items } = await invoke(listKeys, owner(), tenant());
  expect(items.filter(({ team }) => team.id === world.team.id).map(({ status }) => status)).toEqual([
    'active',
    'active',
  ]);
});

it('ends the old key at once without an overlap, and never makes it live longer', async () => {
  const soon = inHours(1);
  await invoke(updateKey, owner(), { ...tenant(), id: world.team.apiKeyId, expiresAt: soon });
  await invoke(rotateKey, owner(), { ...tenant(), id: world.team.apiKeyId, overlapMs: 24 * HOUR_MS });
  expect((await row(world.team.apiKeyId)).expires_at.toISOString()).toBe(soon);
  await invoke(rotateKey, owner(), { ...tenant(), id: world.otherTeam.apiKeyId, overlapMs: 0 });
  expect((await row(world.otherTeam.apiKeyId)).expires_at.getTime()).toBeLessThanOrEqual(Date.now());
  await expect(
    invoke(rotateKey, owner(), { ...tenant(), id: world.otherTeam.apiKeyId }),
  ).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('keeps what a key may do through a rotation, and changes what was named alone', async () => {
  const restrictions = {
    models: ['gpt-4o*', 'own'],
    addresses: ['10.0.0.0/8', '2001:db8::/32'],
    endpoints: ['messages' as const],
    tags: ['team:search'],
  };
  const made = await invoke(createKey, owner(), {
    ...tenant(),
    teamId: world.team.id,
    name: 'narrow',
    ...restrictions,
  });
  expect(made).toMatchObject({ ...restrictions, signed: false, signingSecret: null });
  const gateway = createPool('heddle_gateway');
  try {
    const narrow = await storedKey(gateway, made.secret);
    expect(narrow).toMatchObject({ models: restrictions.models, tags: ['team:search'], signing: null });
    expect(narrow?.endpoints).toEqual(new Set(['messages']));
    expect(['10.1.2.3', '11.1.2.3', '2001:db8::1'].map((each) => narrow?.addresses?.has(each))).toEqual([
      true,
      false,
      true,
    ]);
    expect(await storedKey(gateway, world.team.apiKey)).toMatchObject({
      models: null,
      addresses: null,
      endpoints: null,
      tags: [],
    });
  } finally {
    await gateway.end();
  }
  const changed = await invoke(updateKey, owner(), { ...tenant(), id: made.id, addresses: [] });
  expect(changed).toMatchObject({ ...restrictions, addresses: [] });
  const renewed = await invoke(rotateKey, owner(), { ...tenant(), id: made.id });
  expect(renewed).toMatchObject({ ...restrictions, addresses: [], name: 'narrow' });
});

it.each([
  ['addresses', ['10.0.0.1/8']],
  ['addresses', ['localhost']],
  ['addresses', Array.from({ length: 101 }, (_, index) => `10.0.0.${index}`)],
  ['endpoints', ['everything']],
  ['tags', ['two words']],
  ['tags', Array.from({ length: 9 }, (_, index) => `tag-${index}`)],
  ['models', Array.from({ length: 501 }, (_, index) => `model-${index}`)],
])('takes no %s such as %j', async (field, value) => {
  const input = { ...tenant(), teamId: world.team.id, name: 'x', [field]: value };
  await expect(invoke(createKey, owner(), input as never)).rejects.toMatchObject({ code: 'invalid_request' });
});

it('shows the secret of a signing key once, keeps it sealed for that key, and makes another when it is rotated', async () => {
  const made = await invoke(createKey, owner(), {
    ...tenant(),
    teamId: world.team.id,
    name: 'signed',
    signed: true,
  });
  expect(made.signingSecret).toMatch(/^hds_[\w-]{43}$/);
  const gateway = createPool('heddle_gateway');
  try {
    const signingOf = async (secret: string) => (await storedKey(gateway, secret))?.signing;
    expect((await signingOf(made.secret))?.secret?.toString()).toBe(made.signingSecret);
    const renewed = await invoke(rotateKey, owner(), { ...tenant(), id: made.id });
    expect(renewed.signed).toBe(true);
    expect(renewed.signingSecret).not.toBe(made.signingSecret);
    // Copied to another row by somebody who may write to the database, it opens nothing.
    await database.owner.query(
      `update api_keys set signing_secret = other.signing_secret from api_keys other
        where api_keys.id = $1 and other.id = $2`,
      [renewed.id, made.id],
    );
    expect(await signingOf(renewed.secret)).toEqual({ secret: null });
    const unsigned = await invoke(rotateKey, owner(), { ...tenant(), id: made.id, signed: false });
    expect(unsigned).toMatchObject({ signed: false, signingSecret: null });
  } finally {
    await gateway.end();
  }
  const { rows } = await database.owner.query(
    'select k::text from api_keys k union all select a::text from audit_events a',
  );
  expect(JSON.stringify(rows)).not.toContain(String(made.signingSecret));
});

it('revokes for good', async () => {
  const id = world.team.apiKeyId;
  expect(await invoke(revokeKey, owner(), { ...tenant(), id })).toMatchObject({ status: 'revoked' });
  for (const operation of [revokeKey, rotateKey]) {
    await expect(invoke(operation, owner(), { ...tenant(), id })).rejects.toMatchObject({ code: 'conflict' });
  }
  await expect(invoke(updateKey, owner(), { ...tenant(), id, name: 'x' })).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('takes no expiry in the past', async () => {
  const input = { ...tenant(), teamId: world.team.id, name: 'x', expiresAt: inHours(-1) };
  await expect(invoke(createKey, owner(), input)).rejects.toMatchObject({ path: 'expiresAt' });
});

it('makes playground keys that last an hour and stay out of the lists', async () => {
  const { id, expiresAt } = await invoke(createPlaygroundKey, callerOf(world.member), {
    ...tenant(),
    teamId: world.team.id,
  });
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(HOUR_MS - 60_000);
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(HOUR_MS);
  const { items } = await invoke(listKeys, owner(), tenant());
  expect(items.map((key) => key.id)).not.toContain(id);
  await expect(invoke(rotateKey, owner(), { ...tenant(), id })).rejects.toMatchObject({ code: 'not_found' });
});

describe('a member', () => {
  const member = () => callerOf(world.member);
  const deeds = (id: string) => [
    () => invoke(updateKey, member(), { ...tenant(), id, models: [] }),
    () => invoke(rotateKey, member(), { ...tenant(), id }),
    () => invoke(revokeKey, member(), { ...tenant(), id }),
  ];

  it('changes, rotates and revokes keys they made', async () => {
    for (const deed of deeds(world.team.apiKeyId)) {
      expect(await deed()).toMatchObject({ createdById: world.member.id });
    }
  });

  it('does nothing with a key that somebody else in their team made, though they see it', async () => {
    const { id } = await invoke(createKey, owner(), { ...tenant(), teamId: world.team.id, name: 'narrow' });
    const nobodys = await invoke(createKey, owner(), { ...tenant(), teamId: world.team.id, name: 'old' });
    await database.owner.query('update api_keys set created_by_id = null where id = $1', [nobodys.id]);
    const { items } = await invoke(listKeys, member(), tenant());
    expect(items.map((key) => key.id)).toEqual(expect.arrayContaining([id, nobodys.id]));
    for (const foreign of [id, nobodys.id]) {
      const before = await row(foreign);
      for (const deed of deeds(foreign)) {
        await expect(deed()).rejects.toMatchObject({ code: 'forbidden', path: 'id' });
      }
      expect(await row(foreign)).toEqual(before);
    }
  });

  it('keeps the key that an owner rotated for them', async () => {
    const renewed = await invoke(rotateKey, owner(), { ...tenant(), id: world.team.apiKeyId });
    expect(renewed.createdById).toBe(world.member.id);
    expect(await invoke(revokeKey, member(), { ...tenant(), id: renewed.id })).toMatchObject({
      status: 'revoked',
    });
  });

  it('is found by the keys they made', async () => {
    const { items } = await invoke(listKeys, owner(), { ...tenant(), createdById: world.member.id });
    expect(items.map(({ id }) => id)).toEqual([world.team.apiKeyId]);
  });
});

describe('a list of keys', () => {
  const list = async (input: object = {}) => invoke(listKeys, owner(), { ...tenant(), ...input });
  const names = async (input: object) => (await list(input)).items.map(({ name }) => name);

  async function makeKeys(count: number) {
    await database.owner.query(
      `insert into api_keys (id, tenant_id, team_id, name, hash, prefix, models, created_at)
       select gen_random_uuid(), $1::uuid, $2::uuid, 'bulk ' || lpad(n::text, 4, '0'), sha256(($2::text || n)::bytea), 'hdl_' || lpad(n::text, 8, '0'),
              '{}', now() - n * interval '1 minute'
       from generate_series(1, $3) n`,
      [world.tenant.id, world.team.id, count],
    );
  }

  async function inPages(input: object) {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({
        ...input,
        limit: 100,
        ...(cursor && { cursor }),
      });
      expect(page.items.length).toBeLessThanOrEqual(100);
      found.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    return found;
  }

  it('has an end, and its pages together hold every key once, in each order and both ways', async () => {
    await makeKeys(250);
    expect((await list()).items).toHaveLength(200);
    const orders = ['created', 'name', 'expires'].flatMap((sort) =>
      ['ascending', 'descending'].map((direction) => ({ sort, direction })),
    );
    for (const order of orders) {
      const found = await inPages(order);
      expect(new Set(found).size).toBe(252);
      if (order.sort === 'name') {
        const sorted = found.filter((name) => name.startsWith('bulk')).sort();
        expect(found.filter((name) => name.startsWith('bulk'))).toEqual(
          order.direction === 'ascending' ? sorted : sorted.reverse(),
        );
      }
    }
  });

  it('takes no cursor of another order, and none that was made up', async () => {
    await makeKeys(3);
    const { nextCursor } = await list({ limit: 1, sort: 'name' });
    for (const cursor of [
      nextCursor,
      'made up',
      Buffer.from('["created","1); --","x"]').toString('base64url'),
    ]) {
      await expect(list({ cursor, sort: 'created' })).rejects.toMatchObject({
        code: 'invalid_request',
        path: 'cursor',
      });
    }
  });

  it('is found by part of a name, by the beginning of a secret or all of it, and by who made it', async () => {
    await makeKeys(20);
    const whole = makeSecret();
    await invoke(createKey, owner(), { ...tenant(), teamId: world.team.id, name: '100%_loom' });
    await database.owner.query(`update api_keys set prefix = $1 where name = '100%_loom'`, [
      storeSecret(whole).prefix,
    ]);
    expect(await names({ search: 'LK 0007' })).toEqual(['bulk 0007']);
    expect(await names({ search: 'hdl_00000012' })).toEqual(['bulk 0012']);
    expect(await names({ search: whole })).toEqual(['100%_loom']);
    expect(await names({ search: '%_' })).toEqual(['100%_loom']);
    expect(await names({ search: `member ${world.mark}` })).toEqual([`core key ${world.mark}`]);
    expect(await names({ id: [world.otherTeam.apiKeyId] })).toEqual([`other key ${world.mark}`]);
  });

  it('tells those that work from those that end within a week and those that have ended', async () => {
    const soon = await invoke(createKey, owner(), {
      ...tenant(),
      teamId: world.otherTeam.id,
      name: 'soon',
      expiresAt: inHours(24 * 6),
    });
    await invoke(revokeKey, owner(), { ...tenant(), id: world.team.apiKeyId });
    const of = async (state: string) => (await list({ state })).items.map(({ id }) => id).sort();
    expect(await of('working')).toEqual([soon.id, world.otherTeam.apiKeyId].sort());
    expect(await of('expiring')).toEqual([soon.id]);
    expect(await of('ended')).toEqual([world.team.apiKeyId]);
    expect(await invoke(countKeys, owner(), tenant())).toEqual({ working: 2, expiring: 1, ended: 1 });
    const ofTeam = { ...tenant(), teamId: [world.team.id] };
    expect(await invoke(countKeys, owner(), ofTeam)).toEqual({ working: 0, expiring: 0, ended: 1 });
    const elsewhere = { ...tenant(), exceptTeamId: [world.team.id] };
    expect(await invoke(countKeys, owner(), elsewhere)).toEqual({ working: 2, expiring: 1, ended: 0 });
  });

  it('puts a key that was replaced beside its successor, which it names', async () => {
    await makeKeys(5);
    const old = { ...tenant(), id: world.team.apiKeyId };
    const renewed = await invoke(rotateKey, owner(), { ...old, overlapMs: HOUR_MS });
    const { items } = await list({ limit: 2 });
    expect(items.map(({ id }) => id)).toEqual([renewed.id, world.team.apiKeyId]);
    expect(items[1]).toMatchObject({
      status: 'active',
      replacedBy: { id: renewed.id, prefix: renewed.prefix, name: renewed.name },
    });
    expect(items[0]?.replacedBy).toBeNull();
  });

  it('names who made a key, also when they have left and somebody else looks after it', async () => {
    const maker = async () => (await list({ search: 'core key' })).items[0]?.maker;
    expect(await maker()).toEqual({ kind: 'person', name: world.member.name, left: false });
    await invoke(removeMember, owner(), { ...tenant(), id: world.member.id, keys: 'keep' });
    expect((await list({ search: 'core key' })).items[0]?.createdById).toBe(world.owner.id);
    expect(await maker()).toEqual({ kind: 'person', name: world.member.name, left: true });
    const renewed = await invoke(rotateKey, owner(), { ...tenant(), id: world.team.apiKeyId });
    expect(renewed.maker).toEqual({ kind: 'person', name: world.member.name, left: true });
  });
});
