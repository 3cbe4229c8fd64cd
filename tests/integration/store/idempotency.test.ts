import { hash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { idempotentAnswers } from '../../../server/jobs/idempotent-answers.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { MemoryIdempotency } from '../../../server/store/idempotency/memory-idempotency.ts';
import { PostgresIdempotency } from '../../../server/store/idempotency/postgres-idempotency.ts';
import type { Idempotency, IdempotencyClaim } from '../../../server/store/idempotency.ts';
import { gatewayUnderTest, listening } from '../../contract/support/gateway-under-test.ts';
import { json, openAiAnswer, scriptedUpstream } from '../../contract/support/scripted-upstream.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

let database: TestDatabase;
let tenant: TestTenant;
const opened: Idempotency[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  tenant = await createTenant();
});
afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await database.close();
});

const logger = makeLogger('error', { write: () => {} });
const sha256 = (text: string) => hash('sha256', text, 'buffer');

function inPostgres(options: { leaseMs?: number; mostBytesPerTenant?: number } = {}): PostgresIdempotency {
  const pool = createPool('heddle_gateway', { connections: 4 });
  const store = new PostgresIdempotency({ pool, logger, ...options });
  opened.push(store);
  return store;
}

const claimOf = (key: string, asked = 'this', of = tenant): IdempotencyClaim => ({
  tenantId: of.id,
  apiKeyId: of.apiKeyId,
  keyHash: sha256(key),
  requestHash: sha256(asked),
  requestId: randomUUID(),
});
const answer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"said":"a thing that is nobody’s business"}'),
};

describe.each([
  ['memory', () => new MemoryIdempotency()],
  ['Postgres', () => inPostgres()],
])('answers kept in %s', (_name, open) => {
  it('are given to whoever asks the same with the same key, and to nobody else', async () => {
    const store = open();
    const first = claimOf('a');
    expect(await store.claim(first)).toEqual({ outcome: 'claimed' });
    expect(await store.claim(claimOf('a'))).toEqual({ outcome: 'running' });
    expect(await store.claim(claimOf('a', 'that'))).toEqual({ outcome: 'conflict' });
    await store.keep(first, answer);
    expect(await store.claim(claimOf('a'))).toEqual({ outcome: 'kept', answer, requestId: first.requestId });
    expect(await store.claim(claimOf('a', 'that'))).toEqual({ outcome: 'conflict' });
    const neighbour = await createTenant();
    expect(await store.claim(claimOf('a', 'this', neighbour))).toEqual({ outcome: 'claimed' });
  });

  it('can be none, where one was too long', async () => {
    const store = open();
    const first = claimOf('long');
    await store.claim(first);
    await store.keep(first, { ...answer, body: null });
    expect(await store.claim(claimOf('long'))).toMatchObject({ outcome: 'kept', answer: { body: null } });
  });

  it('are none after a release, and a key that was let go is anybody’s, for another body too', async () => {
    const store = open();
    const first = claimOf('b');
    await store.claim(first);
    await store.release(first);
    const second = claimOf('b', 'that');
    expect(await store.claim(second)).toEqual({ outcome: 'claimed' });
    // The first one comes late, and changes nothing.
    await store.keep(first, answer);
    await store.release(first);
    expect(await store.claim(claimOf('b', 'that'))).toEqual({ outcome: 'running' });
  });

  it('are made by one alone, of a hundred that claim at once', async () => {
    const store = open();
    const found = await Promise.all(Array.from({ length: 100 }, () => store.claim(claimOf('c'))));
    expect(found.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    expect(found.filter(({ outcome }) => outcome === 'running')).toHaveLength(99);
  });
});

describe('answers kept in Postgres', () => {
  it('are free again when the process that claimed the key died, and not while it lives', async () => {
    const living = inPostgres({ leaseMs: 300 });
    const first = claimOf('d');
    await living.claim(first);
    await new Promise((resolve) => setTimeout(resolve, 900));
    const other = inPostgres();
    expect(await other.claim(claimOf('d'))).toEqual({ outcome: 'running' });
    // Nobody renews from now on.
    await opened.splice(opened.indexOf(living), 1)[0]?.close();
    await expect.poll(() => other.claim(claimOf('d', 'that'))).toEqual({ outcome: 'conflict' });
    await expect.poll(() => other.claim(claimOf('d')), { timeout: 5_000 }).toEqual({ outcome: 'claimed' });
  });

  it('are there after a restart, sealed for their place, and cannot be read by the gateway’s role', async () => {
    const first = claimOf('e');
    const before = inPostgres();
    await before.claim(first);
    await before.keep(first, answer);
    const second = claimOf('f');
    await before.claim(second);
    await before.keep(second, { ...answer, body: Buffer.from('other') });
    expect(await inPostgres().claim(claimOf('e'))).toMatchObject({ outcome: 'kept', answer });
    const { rows } = await database.owner.query('SELECT t::text FROM idempotent_answers t');
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('nobody').toString('hex'));
    const pool = createPool('heddle_gateway', { connections: 1 });
    for (const table of ['idempotent_answers', 'idempotency_rooms']) {
      await expect(pool.query(`SELECT * FROM ${table}`)).rejects.toThrow(/permission denied/);
    }
    await pool.end();
    // Put in the other's place by somebody who may write to the database.
    await database.owner.query(
      `UPDATE idempotent_answers SET body = other.body FROM idempotent_answers other
        WHERE idempotent_answers.key_hash = $1 AND other.key_hash = $2`,
      [first.keyHash, second.keyHash],
    );
    await expect(before.claim(claimOf('e'))).rejects.toThrow(/does not open/);
  });

  it('have an end: who keeps too much is refused new keys, and gets the answers there are', async () => {
    const store = inPostgres({ mostBytesPerTenant: 550 });
    const first = claimOf('g');
    await store.claim(first);
    await store.keep(first, answer);
    expect(await store.claim(claimOf('h'))).toEqual({ outcome: 'full' });
    expect(await store.claim(claimOf('g'))).toMatchObject({ outcome: 'kept' });
    const neighbour = await createTenant();
    expect(await store.claim(claimOf('h', 'this', neighbour))).toEqual({ outcome: 'claimed' });

    await database.owner.query(
      `UPDATE idempotent_answers SET expires_at = now() - interval '1 second' WHERE tenant_id = $1`,
      [tenant.id],
    );
    const platform = createPool('heddle_platform', { connections: 1 });
    const connection = await platform.connect();
    expect(await idempotentAnswers.run(connection)).toEqual({ deleted: 1 });
    connection.release();
    await platform.end();
    const { rows } = await database.owner.query('SELECT bytes FROM idempotency_rooms WHERE tenant_id = $1', [
      tenant.id,
    ]);
    expect(rows).toEqual([{ bytes: '0' }]);
    expect(await store.claim(claimOf('h'))).toEqual({ outcome: 'claimed' });
  });

  it('are made once by two gateways that are asked forty times at once', async () => {
    const scripted = await scriptedUpstream(async (response, request) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await json(200, openAiAnswer)(response, request);
    });
    const gateways = [1, 2].map(() =>
      gatewayUnderTest({
        channels: [{ provider: 'openai', baseUrl: scripted.url, credential: 'sk-x', models: { m: 'm' } }],
        key: { id: tenant.apiKeyId, tenantId: tenant.id },
        tenant: { id: tenant.id },
        idempotency: inPostgres(),
      }),
    );
    const doors = await Promise.all(gateways.map(({ gateway }) => listening(gateway)));
    const ask = (url: string) =>
      fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: {
          authorization: 'Bearer hdl_contract-test-key-000000000000',
          'content-type': 'application/json',
          'idempotency-key': 'both',
        },
        body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hello' }] }),
      });
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => ask(doors[index % 2]?.url ?? '')),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
    expect(new Set(await Promise.all(answers.map((each) => each.text()))).size).toBe(1);
    expect(scripted.received).toHaveLength(1);
    const records = gateways.flatMap((gateway) => gateway.records);
    expect(records).toHaveLength(40);
    expect(
      records.filter(({ costNanoUsd, attempts }) => costNanoUsd > 0n || attempts.length > 0),
    ).toHaveLength(1);
    await Promise.all(gateways.map(({ gateway }) => gateway.close(1_000)));
    await Promise.all([...doors, scripted].map((door) => door.close()));
  });
});
