import { randomUUID } from 'node:crypto';
import { asPlatform } from '../../server/platform/db/prisma.ts';
import { storeCredential } from '../../server/services/channels/store-credential.ts';
import { createTenant } from '../support/tenant.ts';
import { providerOfModel } from './scenarios.ts';

/** A tenant with one channel per model, all to the scripted upstream. @returns its API key */
export async function createBenchTenant(slug: string, upstreamOrigin: string): Promise<string> {
  const tenant = await createTenant(slug);
  await asPlatform(async (transaction) => {
    for (const [model, provider] of Object.entries(providerOfModel)) {
      const id = randomUUID();
      await transaction.channel.create({
        data: {
          id,
          tenantId: tenant.id,
          name: model,
          provider,
          baseUrl: `${upstreamOrigin}/v1`,
          ...storeCredential('sk-bench-credential-0000', { tenantId: tenant.id, channelId: id }),
        },
      });
      await transaction.channelModel.create({
        data: { channelId: id, tenantId: tenant.id, name: model, upstreamName: model },
      });
    }
  });
  return tenant.apiKey;
}
