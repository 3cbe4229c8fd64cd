import fc from 'fast-check';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '../../../server/access/session.ts';
import { Fault } from '../../../server/canonical/fault.ts';
import { authSecret } from '../../../server/platform/crypto/auth-secret.ts';
import { operations } from '../../../server/services/index.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { handleRest } from '../../../server/transports/rest/handler.ts';
import { callerOf, createWorld, someClient, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { inputs } from '../../support/operation-inputs.ts';

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

/** Values that trip up code which trusts its input. */
const nasty = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    '',
    ' ',
    'a\0b',
    '\ud800',
    '\u202e',
    '__proto__',
    '%00',
    '9'.repeat(400),
    '-1',
    '1e999',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '2024-02-30T00:00:00Z',
    '00000000-0000-0000-0000-000000000000',
    'x'.repeat(20_000),
    2 ** 31,
    2 ** 53,
    -1,
    0.1,
    [],
    {},
    null,
    [[[[]]]],
    { toString: 1 },
    JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'),
  ),
);

const neverOurFault = (status: number) => expect(status).toBeLessThan(500);

describe.each(operations.map((operation) => ({ name: operation.name, operation })))(
  '$name',
  ({ operation }) => {
    it('answers any input with an output or a refusal that is the caller’s', async () => {
      const fields = Object.keys(operation.input.shape);
      const changes = fc.dictionary(fc.oneof(fc.constantFrom(...fields, 'surprise'), fc.string()), nasty, {
        maxKeys: 3,
      });
      await fc.assert(
        fc.asyncProperty(
          fc.oneof({ weight: 6, arbitrary: changes }, { weight: 1, arbitrary: nasty }),
          async (change) => {
            const valid = {
              ...inputs[operation.name](world),
              ...(operation.scope === 'tenant' && { tenant: world.tenant.slug }),
            };
            const isRecord = typeof change === 'object' && change !== null && !Array.isArray(change);
            try {
              await invoke(
                operation,
                callerOf(operation.scope === 'platform' ? world.operator : world.owner),
                isRecord ? { ...valid, ...change } : change,
              );
            } catch (error) {
              expect(error).toBeInstanceOf(Fault);
              if (error instanceof Fault) neverOurFault(error.status);
            }
          },
        ),
        { numRuns: 40 },
      );
    });
  },
);

it('answers any path, query, body and header under /api/v1 without failing', async () => {
  const segment = fc.oneof(
    fc.constantFrom(
      'tenants',
      'keys',
      'logs',
      'usage',
      'summary',
      'account',
      '..',
      '%',
      '%zz',
      '%00',
      '{tenant}',
    ),
    fc.constant(world.tenant.slug),
    fc.constant(world.team.apiKeyId),
    fc.webSegment(),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE'),
      fc.array(segment, { maxLength: 5 }),
      fc.webQueryParameters(),
      fc.string(),
      fc.constantFrom('application/json', 'text/plain', 'application/json; charset=utf-16', ''),
      async (method, path, query, body, contentType) => {
        const response = await handleRest(
          new Request(`http://heddle.test/api/v1/${path.join('/')}?${query}`, {
            method,
            headers: { cookie, ...(contentType && { 'content-type': contentType }) },
            body: method === 'GET' ? undefined : body,
          }),
        );
        neverOurFault(response.status);
      },
    ),
    { numRuns: 300 },
  );
});
