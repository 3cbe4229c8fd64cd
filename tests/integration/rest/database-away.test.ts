import { encode } from 'next-auth/jwt';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSession } from '../../../server/access/session.ts';
import { authSecret } from '../../../server/platform/crypto/auth-secret.ts';
import { asTenant, disconnect } from '../../../server/platform/db/prisma.ts';
import { handleRest } from '../../../server/transports/rest/handler.ts';
import { handleTrpc } from '../../../server/transports/trpc/handler.ts';
import { someClient } from '../../support/control-plane.ts';
import { type OwnPostgres, ownPostgres } from '../../support/own-postgres.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

const ORIGIN = 'http://heddle.test';
let postgres: OwnPostgres;
let tenant: TestTenant;
let cookie: string;
beforeAll(async () => {
  postgres = await ownPostgres({ max_connections: '20', superuser_reserved_connections: '0' });
  process.env.DATABASE_URL = postgres.url;
  process.env.HEDDLE_AUTH_SECRET = 'a secret for the cookies of this test, long enough';
  tenant = await createTenant();
  const sessionId = await startSession(tenant.ownerId, someClient);
  cookie = `next-auth.session-token=${await encode({ token: { sessionId }, secret: authSecret() })}`;
});
afterAll(async () => {
  await disconnect();
  await postgres.close();
});

const listKeys = () =>
  handleRest(new Request(`${ORIGIN}/api/v1/tenants/${tenant.slug}/keys`, { headers: { cookie } }));

async function expectUnavailable(response: Response): Promise<void> {
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('2');
  expect(await response.json()).toMatchObject({
    error: { code: 'unavailable', message: expect.stringContaining('database does not answer') },
  });
}

it('answers 503 in time while Postgres is frozen, to more than there are connections, and 200 once it is back', async () => {
  expect((await listKeys()).status).toBe(200);
  postgres.freeze();
  const startedAt = Date.now();
  const answers = await Promise.all([...Array.from({ length: 25 }, listKeys), dashboardCall()]);
  const tookMs = Date.now() - startedAt;
  postgres.thaw();
  const ofDashboard = answers.pop();
  for (const answer of answers) await expectUnavailable(answer);
  expect(ofDashboard?.status).toBe(503);
  expect(await ofDashboard?.json()).toMatchObject({
    error: { data: { faultCode: 'unavailable', retryAfterMs: 2_000 } },
  });
  expect(tookMs).toBeLessThan(15_000);
  await expect.poll(async () => (await listKeys()).status, { timeout: 5_000 }).toBe(200);
  expect((await Promise.all(Array.from({ length: 25 }, listKeys))).map(({ status }) => status)).toEqual(
    Array(25).fill(200),
  );
});

function dashboardCall(): Promise<Response> {
  const input = encodeURIComponent(JSON.stringify({ tenant: tenant.slug }));
  return handleTrpc(new Request(`${ORIGIN}/api/trpc/keys.list?input=${input}`, { headers: { cookie } }));
}

it('gives up in time when Postgres freezes in the middle of a transaction', { timeout: 60_000 }, async () => {
  const startedAt = Date.now();
  const cut = asTenant(tenant.id, async (transaction) => {
    await transaction.tenant.count();
    postgres.freeze();
    return transaction.tenant.count();
  });
  await expect(cut).rejects.toMatchObject({ code: 'unavailable' });
  expect(Date.now() - startedAt).toBeLessThan(15_000);
  postgres.thaw();
  await expect.poll(async () => (await listKeys()).status, { timeout: 10_000 }).toBe(200);
});

it('answers 503 while Postgres is gone, restarted in between, or has no connection free', async () => {
  await postgres.stop();
  await expectUnavailable(await listKeys());
  await postgres.start();
  await expect.poll(async () => (await listKeys()).status).toBe(200);
  await disconnect();
  const others = await takeAllConnections();
  await expectUnavailable(await listKeys());
  await others.release();
  expect((await listKeys()).status).toBe(200);
});

/** Connections of somebody else, up to Postgres' own bound. */
async function takeAllConnections(): Promise<{ release(): Promise<void> }> {
  const clients: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client({ connectionString: postgres.url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      clients.push(client);
    } catch {
      return { release: async () => void (await Promise.all(clients.map((each) => each.end()))) };
    }
  }
}
