import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { freePort } from '../../server/platform/db/embedded-postgres/free-port.ts';
import { asPlatform } from '../../server/platform/db/prisma.ts';
import { childEnvironment } from '../../server/platform/env.ts';
import { storeCredential } from '../../server/services/channels/store-credential.ts';
import { createTenant } from '../support/tenant.ts';
import { BenchProcess } from './bench-process.ts';
import { providerOfModel } from './scenarios.ts';

const gatewayEntry = path.resolve(import.meta.dirname, '../../server/processes/gateway.ts');

/** The gateway's own process, as `npm start` runs it, on the database of this process. */
export async function startGateway(
  nodeArguments: string[],
): Promise<{ process: BenchProcess; port: number }> {
  const port = await freePort();
  const process = new BenchProcess('gateway', gatewayEntry, {
    nodeArguments,
    environment: childEnvironment({ PORT: String(port) }),
  });
  await process.hear('ready');
  return { process, port };
}

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
