import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { credentialSeals } from '../../../server/jobs/credential-seals.ts';
import { runJob } from '../../../server/jobs/run-job.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { createChannel } from '../../../server/services/channels/create-channel.ts';
import { testChannel } from '../../../server/services/channels/test-channel.ts';
import { updateChannel } from '../../../server/services/channels/update-channel.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { loadTenant } from '../../../server/store/configuration/load-tenant.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { sealUnbound } from '../../support/unbound-credential.ts';

const logger = makeLogger('silent', { write: () => undefined });
let database: TestDatabase;
let gateway: Pool;
let platform: Pool;
let acme: World;
let globex: World;
beforeAll(async () => {
  database = await createTestDatabase();
  gateway = createPool('heddle_gateway');
  platform = createPool('heddle_platform');
  acme = await createWorld(database);
  globex = await createWorld(database);
});
afterAll(async () => {
  await Promise.all([gateway.end(), platform.end()]);
  await database.close();
});

async function makeChannel(world: World, credential: string): Promise<string> {
  const { id } = await invoke(createChannel, callerOf(world.owner), {
    tenant: world.tenant.slug,
    name: `channel ${Math.random()}`,
    provider: 'openai',
    credential,
    models: [credential],
  });
  return id;
}

/** Credentials by channel, as the gateway opens them; a channel whose credential does not open is missing. */
async function opened(world: World): Promise<Map<string, string | null>> {
  const tenant = await loadTenant(gateway, world.tenant.id, logger);
  const channels = [...(tenant?.channelsByModel.values() ?? [])].flat();
  return new Map(channels.map(({ channel }) => [channel.id, channel.credential]));
}

/** What somebody does who may write to the database, but does not have the encryption key. */
function copyCredential(from: string, to: string) {
  return database.owner.query(
    `UPDATE channels SET (credential, credential_key_id) =
       (SELECT credential, credential_key_id FROM channels WHERE id = $1) WHERE id = $2`,
    [from, to],
  );
}

it('a credential opens for the channel it was entered for, and for no other, of another tenant or its own', async () => {
  const [mine, another] = [
    await makeChannel(acme, 'sk-mine-0000000000'),
    await makeChannel(acme, 'sk-other-000'),
  ];
  const theirs = await makeChannel(globex, 'sk-theirs-00000000');
  expect((await opened(acme)).get(mine)).toBe('sk-mine-0000000000');
  await copyCredential(mine, theirs);
  await copyCredential(mine, another);
  expect((await opened(globex)).has(theirs)).toBe(false);
  expect((await opened(acme)).has(another)).toBe(false);
  expect(
    await invoke(testChannel, callerOf(globex.owner), { tenant: globex.tenant.slug, id: theirs }),
  ).toMatchObject({ ok: false });
  await invoke(updateChannel, callerOf(globex.owner), {
    tenant: globex.tenant.slug,
    id: theirs,
    credential: 'sk-entered-again',
  });
  expect((await opened(globex)).get(theirs)).toBe('sk-entered-again');
});

it('what an older version sealed is sealed anew, once, and what does not open is left alone', async () => {
  const [old, broken] = [await makeChannel(acme, 'sk-new-0000'), await makeChannel(acme, 'sk-broken-0000')];
  const plant = (id: string, { bytes, keyId }: { bytes: Buffer; keyId: string }) =>
    database.owner.query('UPDATE channels SET credential = $2, credential_key_id = $3 WHERE id = $1', [
      id,
      bytes,
      keyId,
    ]);
  const unbound = sealUnbound('sk-old-0000');
  await plant(old, unbound);
  await plant(broken, { ...unbound, keyId: '00000000' });
  expect((await opened(acme)).get(old)).toBe('sk-old-0000');
  expect(await runJob(credentialSeals, platform)).toEqual({ sealed: 1, unopened: 1 });
  expect((await opened(acme)).get(old)).toBe('sk-old-0000');
  const theirs = await makeChannel(globex, 'sk-theirs-11111111');
  await copyCredential(old, theirs);
  expect((await opened(globex)).has(theirs)).toBe(false);
  expect(await runJob(credentialSeals, platform)).toEqual({ sealed: 0, unopened: 1 });
});

it('the job goes through more than one batch', async () => {
  const { bytes, keyId } = sealUnbound('sk-many-0000');
  await database.owner.query(
    `INSERT INTO channels (id, tenant_id, name, provider, credential, credential_key_id, updated_at)
     SELECT gen_random_uuid(), $1, 'many ' || n, 'openai', $2, $3, now() FROM generate_series(1, 450) AS n`,
    [globex.tenant.id, bytes, keyId],
  );
  expect(await runJob(credentialSeals, platform)).toMatchObject({ sealed: 450 });
});
