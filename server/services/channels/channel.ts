import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { type ChannelOutcome, channelOutcomes } from '../../store/channel-results/outcome.ts';
import { count, displayName, id, modelName, time } from '../fields.ts';
import { modelFactsField, readFacts } from './model-facts-field.ts';

/** Models of one channel. */
export const MOST_MODELS = 500;

/**
 * A model as a client writes it: a name, or its public name with the provider's own, and what the provider's list
 * says of it.
 */
const channelModelInput = z.union([
  modelName,
  z.strictObject({ name: modelName, upstream: modelName, facts: modelFactsField.nullable().optional() }),
]);
export const channelModelsInput = z.array(channelModelInput).min(1).max(MOST_MODELS);
export const priority = z.int().min(0).max(1_000_000);
export const weight = z.int().min(1).max(1_000_000);
export const baseUrl = z.string().trim().min(1).max(2_000);

/** The latest use of a channel that succeeded, or that failed. */
const channelResultOutput = z.object({
  at: time,
  /** By a test; otherwise by a request of a client, written down within a minute. */
  byTest: z.boolean(),
  /** The provider’s name of it. */
  model: z.string(),
  durationMs: count,
  outcome: z.enum(channelOutcomes),
  /** HTTP status of the provider; null when there was none. */
  status: z.int().nullable(),
  /** The provider’s own words on a failed test. */
  message: z.string().nullable(),
});

/** A channel without its credential and its models. */
const channelShape = {
  id,
  name: displayName,
  /** Id in the provider registry. */
  provider: z.string(),
  /** Null: the provider’s own address. */
  baseUrl: z.string().nullable(),
  /** The credential’s last four characters; null when there is none, or it is too short to show them. */
  credentialHint: z.string().nullable(),
  hasCredential: z.boolean(),
  /** Lower is tried first. */
  priority: count,
  /** Share of the traffic among channels of the same priority. */
  weight: count,
  enabled: z.boolean(),
  lastSuccess: channelResultOutput.nullable(),
  lastFailure: channelResultOutput.nullable(),
  createdAt: time,
  updatedAt: time,
};

export const channelOutput = z.object({
  ...channelShape,
  models: z.array(z.object({ name: modelName, upstream: modelName, facts: modelFactsField.nullable() })),
});

export const channelSummaryOutput = z.object({
  ...channelShape,
  /** Public names of the first few models; `channels.get` has all of them. */
  firstModels: z.array(modelName),
  modelCount: count,
});

export const withModels = { models: { orderBy: { name: 'asc' } }, results: true } as const;

export type ChannelRow = Prisma.ChannelGetPayload<{ include: typeof withModels }>;

export function presentChannel({ models, ...row }: ChannelRow) {
  return {
    ...presentSummary(row),
    models: models.map(({ name, upstreamName, facts }) => ({
      name,
      upstream: upstreamName,
      facts: readFacts(facts),
    })),
  };
}

/** What a list shows of a channel. */
export function presentSummary({ results, ...row }: Omit<ChannelRow, 'models'>) {
  return {
    ...row,
    hasCredential: row.credential !== null,
    lastSuccess: presentResult(results.find((result) => result.succeeded)),
    lastFailure: presentResult(results.find((result) => !result.succeeded)),
  };
}

function presentResult(result: ChannelRow['results'][number] | undefined) {
  return result ? { ...result, outcome: result.outcome as ChannelOutcome } : null;
}

/**
 * Models as they are stored. Of a name given twice the last one counts.
 */
export function toModelRows(tenantId: string, models: z.output<typeof channelModelsInput>) {
  const byName = new Map(
    models.map((model) =>
      typeof model === 'string'
        ? [model, { upstreamName: model, facts: Prisma.DbNull }]
        : [model.name, { upstreamName: model.upstream, facts: model.facts ?? Prisma.DbNull }],
    ),
  );
  return [...byName].map(([name, model]) => ({ tenantId, name, ...model }));
}
