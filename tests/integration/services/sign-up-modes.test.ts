import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { environment, parseEnvironment, type SignUpMode } from '../../../server/platform/env.ts';
import { signUp } from '../../../server/services/account/sign-up.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { acceptInvitation } from '../../../server/services/members/accept-invitation.ts';
import { handleRest } from '../../../server/transports/rest/handler.ts';
import { callerOf, createPerson, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  world = await createWorld(database);
});
afterAll(() => database.close());

/** As a start with this setting, and with this database, would have it. */
function startWith(mode: SignUpMode): void {
  process.env.HEDDLE_SIGN_UP = mode;
  Object.assign(environment(), parseEnvironment(process.env));
  expect(environment().signUp).toBe(mode);
}

const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
const stranger = () =>
  outcome(
    invoke(signUp, callerOf(null), {
      email: `new@${world.mark}.example`,
      name: 'New',
      password: 'long enough',
    }),
  );
const invited = () =>
  outcome(
    invoke(acceptInvitation, callerOf(null), {
      token: world.invitationToken,
      name: 'Invited',
      password: 'long enough',
    }),
  );
const people = async () => (await database.owner.query('select 1 from users')).rows.length;

describe.each([
  ['open', 'done', 'done', 2],
  ['invite', 'forbidden', 'done', 1],
  ['closed', 'forbidden', 'forbidden', 0],
] as const)('HEDDLE_SIGN_UP=%s', (mode, strangers, invitedOnes, made) => {
  it('makes accounts for those it is for, and for nobody else', async () => {
    startWith(mode);
    const before = await people();
    expect(await stranger()).toBe(strangers);
    expect(await invited()).toBe(invitedOnes);
    expect((await people()) - before).toBe(made);
  });

  it('lets people who have an account join where they are invited', async () => {
    startWith(mode);
    const person = await createPerson(`invited@${world.mark}.example`);
    const joining = invoke(acceptInvitation, callerOf(person), { token: world.invitationToken });
    expect(await joining).toMatchObject({ joined: true });
  });
});

it('says over REST why there is no account, the same whether the address has one or not', async () => {
  startWith('invite');
  const ask = async (email: string) => {
    const response = await handleRest(
      new Request('http://localhost/api/v1/account', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, name: 'X', password: 'long enough' }),
      }),
    );
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    return { status: response.status, code: error.code, message: error.message };
  };
  const refused = await ask(`new@${world.mark}.example`);
  expect(refused).toEqual({
    status: 403,
    code: 'forbidden',
    message: 'Accounts are made by invitation only. Ask an owner to invite you.',
  });
  expect(await ask(world.owner.email)).toEqual(refused);
});
