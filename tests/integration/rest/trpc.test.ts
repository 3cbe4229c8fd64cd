import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSession } from '../../../server/access/session.ts';
import { authSecret } from '../../../server/platform/crypto/auth-secret.ts';
import { handleTrpc } from '../../../server/transports/trpc/handler.ts';
import type { AppRouter } from '../../../server/transports/trpc/router.ts';
import { serverCaller } from '../../../server/transports/trpc/server-caller.ts';
import { createWorld, someClient, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let world: World;
let cookie: string;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  const sessionId = await startSession(world.owner.id, someClient);
  cookie = `next-auth.session-token=${await encode({ token: { sessionId }, secret: authSecret() })}`;
});
afterAll(() => database.close());

function client(headers: Record<string, string>) {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: 'http://heddle.test/api/trpc',
        fetch: (url, init) =>
          handleTrpc(
            new Request(String(url), {
              ...init,
              headers: { ...Object(init?.headers), ...headers },
            } as RequestInit),
          ),
      }),
    ],
  });
}

async function refusal(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TRPCClientError)) throw new Error('it was not refused');
  return error;
}

it('serves every operation as noun.verb, with its output as it is on the wire', async () => {
  const api = client({ cookie });
  const tenant = world.tenant.slug;
  const key = await api.keys.create.mutate({ tenant, teamId: world.team.id, name: 'over tRPC' });
  expect(key.secret).toMatch(/^hdl_/);
  expect(key.createdAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  const { items } = await api.keys.list.query({ tenant });
  expect(items.map(({ name }) => name)).toContain('over tRPC');
  expect(await api.account.get.query()).toMatchObject({ email: world.owner.email });
});

it('tells what was wrong, where, and in which request, and nothing of the inside', async () => {
  const error = await refusal(
    client({ cookie }).keys.create.mutate({ tenant: world.tenant.slug, teamId: 'x', name: '' }),
  );
  expect(error.message).toMatch(/^teamId: .*\nname: /);
  expect(error.data).toEqual({
    code: 'BAD_REQUEST',
    httpStatus: 400,
    faultCode: 'invalid_request',
    path: 'teamId',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    retryAfterMs: null,
  });
});

it('gives refusals their HTTP status', async () => {
  const api = client({ cookie });
  expect((await refusal(client({}).account.get.query())).data).toMatchObject({ httpStatus: 401 });
  expect((await refusal(api.teams.list.query({ tenant: 'nowhere' }))).data).toMatchObject({
    httpStatus: 404,
  });
  const again = api.teams.create.mutate({ tenant: world.tenant.slug, name: 'Core', slug: 'core' });
  expect((await refusal(again)).data).toMatchObject({ httpStatus: 409, path: 'slug' });
});

it('says only that something went wrong when a bug of ours shows', async () => {
  await database.owner.query('revoke select on teams from heddle_app');
  const error = await refusal(client({ cookie }).teams.list.query({ tenant: world.tenant.slug }));
  await database.owner.query('grant select on teams to heddle_app');
  expect(error.message).toBe('Something went wrong inside Heddle.');
  expect(JSON.stringify(error.shape)).not.toMatch(/teams|prisma|permission denied|stack/i);
  expect(error.data).toMatchObject({ httpStatus: 500, faultCode: 'internal' });
});

it('takes no change from a page of another site', async () => {
  const api = client({ cookie, origin: 'https://evil.example' });
  const error = await refusal(api.tenants.update.mutate({ tenant: world.tenant.slug, name: 'Evil' }));
  expect(error.data).toMatchObject({ httpStatus: 403 });
  const { rows } = await database.owner.query('select name from tenants where id = $1', [world.tenant.id]);
  expect(rows[0].name).not.toBe('Evil');
});

it.each([
  ['POST', 'keys.create', '{', 'application/json'],
  ['POST', 'keys.create', '{}', 'text/plain'],
  ['GET', 'keys.list?input=%7B', undefined, undefined],
  ['GET', 'keys.list?batch=1&input=7', undefined, undefined],
  ['GET', 'constructor.__proto__', undefined, undefined],
  ['GET', 'keys.create', undefined, undefined],
])('answers %s %s with %j as the caller’s fault', async (method, path, body, contentType) => {
  const headers: Record<string, string> = contentType ? { cookie, 'content-type': contentType } : { cookie };
  const response = await handleTrpc(
    new Request(`http://heddle.test/api/trpc/${path}`, { method, headers, body }),
  );
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
});

it('lets pages on the server ask in the name of the visitor', async () => {
  const api = await serverCaller(new Headers({ cookie }));
  const { items } = await api.account.listTenants();
  expect(items).toMatchObject([{ slug: world.tenant.slug, role: 'owner' }]);
  await expect((await serverCaller(new Headers())).account.get()).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
  });
});
