import { writeAuditEvent } from '../../access/audit-event.ts';
import { hashPassword } from '../../access/password.ts';
import { randomSecret } from '../../platform/crypto/random-secret.ts';
import { asPlatform } from '../../platform/db/prisma.ts';
import { makeTenant } from '../../services/account/make-tenant.ts';
import { madeBy } from '../../services/keys/made-by.ts';
import { makeSecret, storeSecret } from '../../services/keys/make-secret.ts';
import { DEMO_TENANT } from '../../store/demo-tenant.ts';

const OPERATOR_EMAIL = 'operator@heddle.local';

/** What the demo's people sign in and call with. */
export interface DemoSecrets {
  email: string;
  password: string;
  apiKey: string;
}

/**
 * In a database nobody uses yet: an operator, and a demo tenant of theirs with one team and one API key.
 * @returns null where there are people or tenants already, and nothing was made
 */
export async function seedDemo(): Promise<DemoSecrets | null> {
  return asPlatform(async (transaction) => {
    // Of several processes that start on one empty database, one makes the demo.
    await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('heddle demo'))::text`;
    if ((await transaction.user.count()) > 0 || (await transaction.tenant.count()) > 0) return null;
    const password = randomSecret(12);
    // Slow on purpose, and so not done where it is of no use.
    const passwordHash = await hashPassword(password);
    const apiKey = makeSecret();
    const operator = await transaction.user.create({
      data: { email: OPERATOR_EMAIL, name: 'Operator', passwordHash, isOperator: true },
    });
    const tenant = await makeTenant(transaction, { name: 'Demo', slug: DEMO_TENANT, ownerId: operator.id });
    const team = await transaction.team.findFirstOrThrow({ where: { tenantId: tenant.id } });
    await transaction.apiKey.create({
      data: {
        tenantId: tenant.id,
        teamId: team.id,
        name: 'Quickstart',
        ...madeBy(operator),
        ...storeSecret(apiKey),
      },
    });
    await writeAuditEvent(transaction, {
      tenantId: tenant.id,
      actor: { type: 'system', id: null, name: 'first start' },
      operation: 'demo.seed',
      targetId: tenant.id,
      targetName: tenant.name,
      details: { tenant: DEMO_TENANT, operator: OPERATOR_EMAIL },
    });
    return { email: OPERATOR_EMAIL, password, apiKey };
  });
}
