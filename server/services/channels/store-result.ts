import { asTenant } from '../../platform/db/prisma.ts';
import type { ChannelTrial } from './try-channel.ts';

/** Keeps what came of a test with its channel; does nothing for one that was deleted meanwhile. */
export async function storeResult(tenantId: string, channelId: string, trial: ChannelTrial): Promise<void> {
  const row = {
    tenantId,
    at: new Date(),
    byTest: true,
    model: trial.model,
    durationMs: trial.latencyMs,
    outcome: trial.outcome,
    status: trial.status,
    message: trial.error?.said ?? null,
  };
  await asTenant(tenantId, async (transaction) => {
    const channel = await transaction.channel.findUnique({ where: { id: channelId }, select: { id: true } });
    if (!channel) return;
    await transaction.channelResult.upsert({
      where: { channelId_succeeded: { channelId, succeeded: trial.ok } },
      create: { ...row, channelId, succeeded: trial.ok },
      update: row,
    });
  });
}
