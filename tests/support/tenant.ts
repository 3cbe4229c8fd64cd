import { randomBytes } from 'node:crypto';
import { hashSecret } from '../../server/platform/crypto/hash-secret.ts';
import { asPlatform } from '../../server/platform/db/prisma.ts';

export interface TestTenant {
  id: string;
  slug: string;
  teamId: string;
  ownerId: string;
  ownerEmail: string;
  apiKeyId: string;
  /** The key's secret, as a client would send it. */
  apiKey: string;
}

/** A tenant with one team, its owner (who cannot sign in: the password hash is no hash) and one API key. */
export async function createTenant(slug = `tenant-${randomBytes(4).toString('hex')}`): Promise<TestTenant> {
  const apiKey = `hdl_${randomBytes(24).toString('base64url')}`;
  const ownerEmail = `owner@${slug}.example`;
  return asPlatform(async (transaction) => {
    const tenant = await transaction.tenant.create({ data: { slug, name: slug } });
    const team = await transaction.team.create({ data: { tenantId: tenant.id, slug: 'core', name: 'Core' } });
    const owner = await transaction.user.create({
      data: { email: ownerEmail, name: 'Owner', passwordHash: '-' },
    });
    await transaction.membership.create({ data: { tenantId: tenant.id, userId: owner.id, role: 'owner' } });
    const key = await transaction.apiKey.create({
      data: {
        tenantId: tenant.id,
        teamId: team.id,
        name: 'test',
        hash: new Uint8Array(hashSecret(apiKey)),
        prefix: apiKey.slice(0, 12),
      },
    });
    return { id: tenant.id, slug, teamId: team.id, ownerId: owner.id, ownerEmail, apiKeyId: key.id, apiKey };
  });
}
