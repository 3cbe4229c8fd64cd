import { randomUUIDv7 } from 'node:crypto';
import { writeAuditEvent } from '../../access/audit-event.ts';
import { asPlatform } from '../../platform/db/prisma.ts';
import { toModelRows } from '../../services/channels/channel.ts';
import { storeCredential } from '../../services/channels/store-credential.ts';
import { DEMO_TENANT } from '../../store/demo-tenant.ts';
import type { DemoChannel } from './find-demo-channels.ts';

/**
 * Gives the demo tenant the channels it does not have yet, told apart by provider, so that a key set later is
 * noticed at the next start and what people changed in the meantime stays.
 * @returns names of the providers added
 */
export function addDemoChannels(channels: readonly DemoChannel[]): Promise<string[]> {
  return asPlatform(async (transaction) => {
    await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('heddle demo'))::text`;
    const tenant = await transaction.tenant.findUnique({
      where: { slug: DEMO_TENANT },
      include: { channels: { select: { provider: true, name: true } } },
    });
    if (!tenant) return [];
    const present = new Set(tenant.channels.flatMap((channel) => [channel.provider, channel.name]));
    const missing = channels.filter(
      ({ provider }) => !present.has(provider.id) && !present.has(provider.name),
    );
    for (const { provider, credential, models } of missing) {
      const id = randomUUIDv7();
      const channel = await transaction.channel.create({
        data: {
          id,
          tenantId: tenant.id,
          name: provider.name,
          provider: provider.id,
          ...storeCredential(credential, { tenantId: tenant.id, channelId: id }),
        },
      });
      await transaction.channelModel.createMany({
        data: toModelRows(tenant.id, [...models]).map((row) => ({ ...row, channelId: channel.id })),
      });
      await writeAuditEvent(transaction, {
        tenantId: tenant.id,
        actor: { type: 'system', id: null, name: 'environment' },
        operation: 'channels.create',
        targetId: channel.id,
        targetName: provider.name,
        details: { name: provider.name, provider: provider.id, models: [...models] },
      });
    }
    return missing.map(({ provider }) => provider.name);
  });
}
