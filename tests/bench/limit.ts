import { asPlatform } from '../../server/platform/db/prisma.ts';

const DOLLAR = 1_000_000_000n;

/** Sets what a careful owner would: limits on key, team and tenant and two budgets, too high to be reached, and prices. */
export async function limit(slug: string): Promise<void> {
  await asPlatform(async (transaction) => {
    const { id: tenantId } = await transaction.tenant.findUniqueOrThrow({ where: { slug } });
    const key = await transaction.apiKey.findFirstOrThrow({ where: { tenantId } });
    const { teamId } = key;
    const ofKey = { tenantId, teamId, apiKeyId: key.id };
    const common = { amount: 1_000_000_000_000n, algorithm: 'window' };
    await transaction.limit.createMany({
      data: [
        { ...ofKey, ...common, meter: 'requests', per: 'minute' },
        { ...ofKey, ...common, meter: 'concurrency', per: null },
        { tenantId, teamId, ...common, meter: 'tokens', per: 'day' },
        { tenantId, ...common, meter: 'tokens', per: 'minute', algorithm: 'bucket' },
      ],
    });
    const budget = {
      perEndUser: false,
      nanoUsd: 9_000_000n * DOLLAR,
      timeZone: 'Europe/Berlin',
      anchorDay: 1,
      thresholds: [50, 80, 100],
      hard: true,
      caps: false,
    };
    await transaction.budget.createMany({
      data: [
        { ...ofKey, ...budget, per: 'total' },
        { tenantId, ...budget, per: 'month' },
      ],
    });
    await transaction.priceOverride.createMany({
      data: ['relayed', 'translated', 'long'].map((model) => ({
        tenantId,
        model,
        inputNanoUsdPerMillion: DOLLAR,
        outputNanoUsdPerMillion: 4n * DOLLAR,
      })),
    });
  });
}
