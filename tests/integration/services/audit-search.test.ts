import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportAudit } from '../../../server/services/audit/export-audit.ts';
import { listActors } from '../../../server/services/audit/list-actors.ts';
import { listAudit } from '../../../server/services/audit/list-audit.ts';
import { deleteChannel } from '../../../server/services/channels/delete-channel.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { revokeKey } from '../../../server/services/keys/revoke-key.ts';
import { updateMemberRole } from '../../../server/services/members/update-member-role.ts';
import { callerOf, createWorld, someClient, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** Plants events, the first the oldest, one a minute. */
async function plant(world: World, events: readonly Record<string, string | null>[]): Promise<void> {
  for (const [index, event] of events.entries()) {
    await database.owner.query(
      `insert into audit_events (id, tenant_id, actor_type, actor_name, actor_label, operation, target_id, target_name, details, created_at)
       values ($1, $2, 'user', $3, $4, $5, $6, $7, $8, timestamptz '2026-01-01T00:00:00Z' + make_interval(mins => $9::int))`,
      [
        randomUUID(),
        world.tenant.id,
        event.actor ?? 'ann@example.com',
        event.label ?? null,
        event.operation ?? 'keys.create',
        event.targetId ?? null,
        event.targetName ?? null,
        event.details ?? '{}',
        index,
      ],
    );
  }
}

const list = (world: World, input: Record<string, unknown> = {}) =>
  invoke(listAudit, callerOf(world.owner), { tenant: world.tenant.slug, ...input });

it('an event carries the names of person and thing, and says when the thing is gone', async () => {
  const world = await createWorld(database);
  const caller = callerOf(world.owner);
  const { slug: tenant } = world.tenant;
  await invoke(revokeKey, caller, { tenant, id: world.team.apiKeyId });
  await invoke(deleteChannel, caller, { tenant, id: world.channelId });
  await invoke(updateMemberRole, caller, { tenant, id: world.member.id, role: 'owner' });
  const { items } = await list(world);
  expect(items).toMatchObject([
    {
      operation: 'members.updateRole',
      targetName: `Member ${world.mark}`,
      targetExists: true,
      details: { role: 'owner', previousRole: 'member' },
    },
    { operation: 'channels.delete', targetName: `channel ${world.mark}`, targetExists: false },
    {
      operation: 'keys.revoke',
      actorName: world.owner.email,
      actorLabel: `Owner ${world.mark}`,
      targetName: `core key ${world.mark}`,
      targetExists: true,
      address: someClient.address,
      details: { prefix: expect.stringMatching(/^hdl_/) },
    },
  ]);
});

it('finds by words of name, address and target, by several people and operations, and within a time', async () => {
  const world = await createWorld(database);
  await plant(world, [
    { actor: 'ann@example.com', label: 'Ann Weaver', operation: 'keys.create', targetName: 'backend' },
    { actor: 'ben@example.com', label: 'Ben', operation: 'teams.create', targetName: 'Dyers' },
    { actor: 'cy@example.com', operation: 'account.signIn', details: '{"address":"::ffff:127.0.0.1"}' },
    { actor: 'ann@example.com', label: 'Ann Weaver', operation: 'keys.revoke', targetName: 'backend' },
  ]);
  const found = async (input: Record<string, unknown>) =>
    (await list(world, input)).items.map(({ operation }) => operation);
  expect(await found({ search: 'weaver BACK' })).toEqual(['keys.revoke', 'keys.create']);
  expect(await found({ search: '127.0.0.1' })).toEqual(['account.signIn']);
  expect(await found({ search: 'nobody' })).toEqual([]);
  expect(await found({ actor: ['ben@example.com', 'cy@example.com'] })).toEqual([
    'account.signIn',
    'teams.create',
  ]);
  expect(await found({ actor: 'ann@example.com', operation: ['keys.revoke', 'teams.create'] })).toEqual([
    'keys.revoke',
  ]);
  expect(await found({ operation: ['keys.create', 'teams.create'] })).toEqual([
    'teams.create',
    'keys.create',
  ]);
  expect(await found({ from: '2026-01-01T00:01:00Z', to: '2026-01-01T00:03:00Z' })).toEqual([
    'account.signIn',
    'teams.create',
  ]);
  const [signIn] = (await list(world, { operation: 'account.signIn' })).items;
  expect(signIn?.address).toBe('127.0.0.1');
});

it('names everybody who did something, once', async () => {
  const world = await createWorld(database);
  await plant(world, [
    { actor: 'ben@example.com', label: 'Old name' },
    { actor: 'ann@example.com' },
    { actor: 'ben@example.com', label: 'Ben' },
    { actor: world.owner.email },
  ]);
  const { items } = await invoke(listActors, callerOf(world.owner), { tenant: world.tenant.slug });
  expect(items).toEqual([
    { name: 'ann@example.com', type: 'user', label: null },
    { name: 'ben@example.com', type: 'user', label: 'Ben' },
    { name: world.owner.email, type: 'user', label: world.owner.name },
  ]);
});

it('pages by cursor without gap or repetition, also where many events share a moment', async () => {
  const world = await createWorld(database);
  await database.owner.query(
    `insert into audit_events (id, tenant_id, actor_type, actor_name, operation, target_name, details, created_at)
     select gen_random_uuid(), $1, 'user', 'ann@example.com', 'keys.create', n::text, '{}', '2026-01-01T00:00:00Z'
     from generate_series(1, 25) n`,
    [world.tenant.id],
  );
  const seen: (string | null)[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(world, { limit: 10, cursor });
    seen.push(...page.items.map(({ targetName }) => targetName));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(25);
  expect(new Set(seen).size).toBe(25);
});

it('a search looks at a bounded part, says how far it got, and goes on from there', async () => {
  const world = await createWorld(database);
  await database.owner.query(
    `insert into audit_events (id, tenant_id, actor_type, actor_name, operation, target_name, details, created_at)
     select gen_random_uuid(), $1, 'user', 'ann@example.com', 'keys.create',
       case n when 30000 then 'needle' else 'hay' end, '{}', timestamptz '2026-01-01T00:00:00Z' - make_interval(secs => n)
     from generate_series(1, 45000) n`,
    [world.tenant.id],
  );
  const first = await list(world, { search: 'needle' });
  expect(first.items).toEqual([]);
  expect(first.searchedTo).toBe('2025-12-31T18:26:40.000Z');
  const second = await list(world, { search: 'needle', cursor: first.nextCursor });
  expect(second.items).toMatchObject([{ targetName: 'needle' }]);
  const third = await list(world, { search: 'needle', cursor: second.nextCursor });
  expect(third).toMatchObject({ items: [], nextCursor: null, searchedTo: null });
  const everything = await list(world);
  expect(everything.items).toHaveLength(50);
  expect(everything.searchedTo).toBeNull();
});

it('exports what the filters leave, as CSV and as JSON', async () => {
  const world = await createWorld(database);
  await plant(world, [
    { operation: 'keys.create', targetName: '=backend', details: '{"name":"a,b"}' },
    { operation: 'teams.create', targetName: 'Dyers' },
  ]);
  const input = { tenant: world.tenant.slug, operation: 'keys.create' };
  const csv = await invoke(exportAudit, callerOf(world.owner), input);
  expect(csv).toMatchObject({ rows: 1, truncated: false });
  expect(csv.text.split('\r\n')).toEqual([
    'id,time,actor,actor_name,operation,target_id,target_name,address,details',
    expect.stringContaining(`,ann@example.com,,keys.create,,'=backend,,"{""name"":""a,b""}"`),
    '',
  ]);
  const json = await invoke(exportAudit, callerOf(world.owner), { ...input, format: 'json' });
  expect(JSON.parse(json.text)).toMatchObject([{ operation: 'keys.create', details: { name: 'a,b' } }]);
});
