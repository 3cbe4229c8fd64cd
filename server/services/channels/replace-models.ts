import type { Transaction } from '../../platform/db/prisma.ts';
import type { toModelRows } from './channel.ts';

/** Gives a channel these models in place of those it had. */
export async function replaceModels(
  transaction: Transaction,
  channelId: string,
  rows: ReturnType<typeof toModelRows>,
): Promise<void> {
  await transaction.channelModel.deleteMany({ where: { channelId } });
  await transaction.channelModel.createMany({ data: rows.map((row) => ({ ...row, channelId })) });
}
