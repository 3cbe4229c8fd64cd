import { z } from 'zod';
import type { Prisma } from '../../platform/db/prisma.ts';
import { count, displayName, id, modelName, time } from '../fields.ts';

/** A model as a client writes it: a name, or its public name with the provider's own. */
const channelModelInput = z.union([modelName, z.strictObject({ name: modelName, upstream: modelName })]);
export const channelModelsInput = z.array(channelModelInput).min(1).max(500);
export const priority = z.int().min(0).max(1_000_000);
export const weight = z.int().min(1).max(1_000_000);
export const baseUrl = z.string().trim().min(1).max(2_000);

/** A channel without its credential. */
export const channelOutput = z.object({
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
  models: z.array(z.object({ name: modelName, upstream: modelName })),
  createdAt: time,
  updatedAt: time,
});

export const withModels = { models: { orderBy: { name: 'asc' } } } as const;

export type ChannelRow = Prisma.ChannelGetPayload<{ include: typeof withModels }>;

export function presentChannel(row: ChannelRow) {
  return {
    ...row,
    hasCredential: row.credential !== null,
    models: row.models.map(({ name, upstreamName }) => ({ name, upstream: upstreamName })),
  };
}

/**
 * Models as they are stored. Of a name given twice the last one counts.
 */
export function toModelRows(tenantId: string, models: z.output<typeof channelModelsInput>) {
  const upstreamNames = new Map(
    models.map((model) => (typeof model === 'string' ? [model, model] : [model.name, model.upstream])),
  );
  return [...upstreamNames].map(([name, upstreamName]) => ({ tenantId, name, upstreamName }));
}
