import type { Transaction } from '../../../platform/db/prisma.ts';
import { findProvider } from '../../../providers/index.ts';
import { type CostLine, femtoUsdOf } from '../../../store/prices/cost-line.ts';
import { readCostLines } from '../../../store/prices/cost-lines-json.ts';
import type { PricedTokens } from '../../../store/prices/price-tokens.ts';
import { priceUsage } from '../../../store/prices/price-usage.ts';

/** What of a usage record its receipt is made of. */
export interface ChargedRow extends PricedTokens {
  createdAt: Date;
  provider: string | null;
  modelUsed: string | null;
  attempts: unknown;
  costNanoUsd: bigint;
  priceVersion: string | null;
  costLines: unknown;
}

/**
 * The lines a cost is the sum of: those of the record, or for one of before they were kept those that its price still
 * makes of its tokens. Null where that is no longer the same price, or not the same cost.
 */
export async function receiptLines(transaction: Transaction, row: ChargedRow) {
  const lines = readCostLines(row.costLines) ?? (await pricedAgain(transaction, row));
  return lines?.map((line) => ({ ...shown(line), amountFemtoUsd: femtoUsdOf(line) })) ?? null;
}

const nothing = { tokens: null, nanoUsdPerMillion: null, searches: null, nanoUsdPerThousand: null };

function shown(line: CostLine) {
  return { ...nothing, ...line };
}

async function pricedAgain(transaction: Transaction, row: ChargedRow): Promise<CostLine[] | null> {
  const { provider: providerId, modelUsed, priceVersion, createdAt } = row;
  if (priceVersion === null || providerId === null) return null;
  const overrides = priceVersion.startsWith('override:') ? await transaction.priceOverride.findMany() : [];
  const provider = findProvider(providerId);
  const models = new Set([upstreamModel(row.attempts), modelUsed]);
  for (const model of models) {
    if (model === null) continue;
    const question = {
      provider: providerId,
      priceProvider: provider?.priceProvider ?? null,
      free: provider?.inProcess !== undefined,
      model,
      at: createdAt,
    };
    const priced = priceUsage(question, row, overrides);
    if (priced.priceVersion === priceVersion && priced.costNanoUsd === row.costNanoUsd)
      return priced.costLines;
  }
  return null;
}

/** The provider's name of the model that was asked for, of the last attempt; null when there was none. */
function upstreamModel(attempts: unknown): string | null {
  const last: unknown = Array.isArray(attempts) ? attempts.at(-1) : null;
  return last !== null && typeof last === 'object' && 'model' in last && typeof last.model === 'string'
    ? last.model
    : null;
}
