import { z } from 'zod';
import { type budgetInput, wantedBudget } from '../budgets/budget.ts';
import { displayName, line, modelName } from '../fields.ts';
import { limitAmount, limitInput } from '../limits/limit.ts';
import { usd } from '../usd.ts';

const meters = {
  requests: 'requests',
  tokens: 'tokens',
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
  concurrency: 'concurrency',
} as const;
type MeterField = keyof typeof meters;

/** A limit as a file says it: `{ requests: 60, per: minute }`, `{ concurrency: 8 }`. */
const limit = z
  .strictObject({
    requests: limitAmount.optional(),
    tokens: limitAmount.optional(),
    inputTokens: limitAmount.optional(),
    outputTokens: limitAmount.optional(),
    concurrency: limitAmount.optional(),
    per: limitInput.per,
    algorithm: limitInput.algorithm,
    models: limitInput.models,
    /** Name of one of the tenant's channels: counts requests that it is asked for. */
    channel: displayName.optional(),
  })
  .refine((written) => meterFields(written).length === 1, {
    message: `Expected one of ${Object.keys(meters).join(', ')}`,
  })
  .refine((written) => (written.concurrency === undefined) === (written.per !== null), {
    path: ['per'],
    message: 'Expected none with concurrency, and one with anything else',
  })
  .transform(({ per, algorithm, models, channel, ...written }) => {
    const [field = 'requests'] = meterFields(written);
    return { meter: meters[field], amount: written[field] ?? 1, per, algorithm, models, channel };
  });

function meterFields(written: Partial<Record<MeterField, number | undefined>>): MeterField[] {
  return (Object.keys(meters) as MeterField[]).filter((field) => written[field] !== undefined);
}

/** A price as a file says it, in dollars per million tokens. */
const price = z.strictObject({
  /** The provider's name of it. */
  model: modelName,
  /** Without it, whichever provider serves the model. */
  provider: line(100).optional(),
  inputUsdPerMillion: usd,
  outputUsdPerMillion: usd,
  /** Without it, as other input. */
  cachedInputUsdPerMillion: usd.optional(),
  cacheWriteUsdPerMillion: usd.optional(),
});

export const configuredLimits = z.array(limit).max(500).default([]);
export const configuredBudgets = z.array(wantedBudget).max(200).default([]);
export const configuredPrices = z.array(price).max(1_000).default([]);

export type ConfiguredLimit = z.output<typeof limit>;
export type ConfiguredBudget = z.output<z.ZodObject<typeof budgetInput>>;
export type ConfiguredPrice = z.output<typeof price>;

/** What a tenant, a team or a key of the file may have. */
export const configuredRules = { limits: configuredLimits, budgets: configuredBudgets };

export interface ConfiguredRules {
  limits: ConfiguredLimit[];
  budgets: ConfiguredBudget[];
}
