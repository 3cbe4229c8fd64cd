import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Person } from '../../../server/access/caller.ts';
import { startSession } from '../../../server/access/session.ts';
import { authSecret } from '../../../server/platform/crypto/auth-secret.ts';
import { operations } from '../../../server/services/index.ts';
import type { Operation } from '../../../server/services/operation.ts';
import { handleRest } from '../../../server/transports/rest/handler.ts';
import { createWorld, someClient, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { actorFor, inputs } from '../../support/operation-inputs.ts';

const ORIGIN = 'http://heddle.test';
let database: TestDatabase;
let world: World;
let cookie: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  world = await createWorld(database);
  cookie = await cookieOf(world.owner);
});
afterAll(() => database.close());

async function cookieOf(person: Person): Promise<string> {
  const sessionId = await startSession(person.id, someClient);
  return `next-auth.session-token=${await encode({ token: { sessionId }, secret: authSecret() })}`;
}

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & {
    error?: { code: string; message: string; path?: string; requestId: string };
  };
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await handleRest(
    new Request(`${ORIGIN}/api/v1${path}`, {
      method,
      headers: { host: 'heddle.test', cookie, 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
  return { status: response.status, headers: response.headers, body: await response.json() };
}

let published: Record<string, unknown>;
beforeAll(async () => {
  published = (await call('GET', '/openapi.json')).body;
});

/** What openapi.json promises of an operation's answer. */
function promisedAnswer({ rest }: Operation): z.ZodType {
  const { responses } = Object(published.paths)[rest.path][rest.method.toLowerCase()];
  return z.fromJSONSchema(responses[rest.status ?? 200].content['application/json'].schema);
}

/** What it promises of every refusal. */
function promisedRefusal(): z.ZodType {
  return z.fromJSONSchema(Object(published.components).schemas.Error);
}

describe.each(operations.map((operation) => ({ name: operation.name, operation })))(
  '$name',
  ({ operation }) => {
    it('answers at the method and path it declares', async () => {
      if (operation.name === 'teams.delete') {
        await database.owner.query('update api_keys set revoked_at = now() where tenant_id = $1', [
          world.tenant.id,
        ]);
      }
      const fields: Record<string, unknown> = { ...inputs[operation.name](world), tenant: world.tenant.slug };
      if (operation.scope !== 'tenant') delete fields.tenant;
      const path = operation.rest.path.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = String(fields[name]);
        delete fields[name];
        return value;
      });
      const isRead = operation.rest.method === 'GET';
      const query = isRead ? `?${new URLSearchParams(fields as Record<string, string>)}` : '';
      const actor = actorFor(operation, world);
      const headers = { cookie: actor ? await cookieOf(actor) : '' };
      const answer = await call(operation.rest.method, path + query, isRead ? undefined : fields, headers);
      if (answer.status >= 400) expect(answer.body).toEqual({});
      expect(answer.status).toBe(operation.rest.status ?? 200);
      expect(promisedAnswer(operation).safeParse(answer.body).error).toBeUndefined();
    });
  },
);

it('gives every operation a place of its own', () => {
  const places = operations.map(({ rest }) => `${rest.method} ${rest.path.replace(/\{\w+\}/g, '{}')}`);
  expect(new Set(places).size).toBe(places.length);
});

it('names what was wrong, where, and the request', async () => {
  const { status, headers, body } = await call('POST', `/tenants/${world.tenant.slug}/keys`, { name: 7 });
  expect(promisedRefusal().safeParse(body).error).toBeUndefined();
  expect(status).toBe(400);
  expect(body.error).toMatchObject({ code: 'invalid_request', path: 'teamId' });
  expect(body.error?.message).toMatch(/teamId: .*expected string.*\n.*name: .*expected string/i);
  expect(headers.get('x-heddle-request-id')).toBe(body.error?.requestId);
});

it.each([
  ['text that is no JSON', '{', 400, 'invalid_json'],
  ['a list', '[]', 400, 'invalid_request'],
  ['null', 'null', 400, 'invalid_request'],
  ['a body that is too long', `{"name":"${'x'.repeat(1024 * 1024)}"}`, 413, 'body_too_large'],
  ['an unknown field', '{"surprise":1}', 400, 'invalid_request'],
  ['a field given in path and body', '{"tenant":"other"}', 400, 'invalid_request'],
])('refuses %s', async (_, body, status, code) => {
  const answer = await call('PATCH', `/tenants/${world.tenant.slug}`, body);
  expect(answer).toMatchObject({ status, body: { error: { code } } });
});

it('refuses a body of another type', async () => {
  const answer = await call('PATCH', `/tenants/${world.tenant.slug}`, 'name=x', {
    'content-type': 'text/plain',
  });
  expect(answer).toMatchObject({ status: 415, body: { error: { code: 'unsupported_media_type' } } });
});

it('tells a wrong method from a wrong path', async () => {
  expect(await call('PUT', '/account')).toMatchObject({
    status: 405,
    body: { error: { code: 'method_not_allowed' } },
  });
  expect(await call('GET', '/nowhere')).toMatchObject({
    status: 404,
    body: { error: { code: 'not_found' } },
  });
});

describe.each([...new Set(operations.map(({ rest }) => rest.path))])('%s', (path) => {
  it('names by OPTIONS, and where a method is refused, exactly the methods that are declared', async () => {
    const declared = operations.flatMap(({ rest }): string[] => (rest.path === path ? [rest.method] : []));
    const allow = [...declared, ...(declared.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
    const ask = async (method: string) => {
      const address = `${ORIGIN}/api/v1${path.replaceAll(/[{}]/g, '')}`;
      const response = await handleRest(new Request(address, { method, headers: { cookie } }));
      return { status: response.status, allow: response.headers.get('allow')?.split(', ').sort() };
    };
    expect(await ask('OPTIONS')).toEqual({ status: 204, allow });
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      if (!declared.includes(method)) expect(await ask(method)).toEqual({ status: 405, allow });
    }
  });
});

it('takes no change from a page of another site', async () => {
  const path = `/tenants/${world.tenant.slug}`;
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[]) {
    expect(await call('PATCH', path, { name: 'Evil' }, headers)).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    });
  }
  const own = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
  expect(await call('PATCH', path, { name: 'Good' }, own)).toMatchObject({ status: 200 });
});

it('opens nothing to an API key of the gateway', async () => {
  const headers = {
    cookie: '',
    authorization: `Bearer ${world.team.apiKey}`,
    'x-api-key': world.team.apiKey,
  };
  expect(await call('GET', `/tenants/${world.tenant.slug}/keys`, undefined, headers)).toMatchObject({
    status: 401,
  });
});

it('says when to come back to who asked too often', async () => {
  const signUp = () =>
    call(
      'POST',
      '/account',
      { email: `x${randomUUID()}@example.com`, name: 'X', password: 'long enough' },
      { cookie: '', 'x-forwarded-for': '198.51.100.77' },
    );
  for (let round = 0; round < 20; round++) expect(await signUp()).toMatchObject({ status: 201 });
  const refused = await signUp();
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

it('signs up with the same answer for an address that has an account, and makes nothing', async () => {
  const count = async () => (await database.owner.query('select 1 from users')).rows.length;
  const before = await count();
  const body = { email: world.owner.email, name: 'X', password: 'another password' };
  const answer = await call('POST', '/account', body, { cookie: '' });
  expect(answer).toMatchObject({ status: 201, body: { email: world.owner.email } });
  expect(await count()).toBe(before);
});
