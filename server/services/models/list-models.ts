import { z } from 'zod';
import type { Transaction } from '../../platform/db/prisma.ts';
import { count, modelName } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { presentServing, type ServingRow, servingChannelOutput } from './model-output.ts';

const MOST_MODELS = 5_000;
const FIRST_CHANNELS = 5;

export const listModels = defineOperation({
  name: 'models.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'models:read',
  summary:
    'The models that clients can ask for by public name, who serves them, what they can and what they cost.',
  rest: { method: 'GET', path: '/models' },
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        name: modelName,
        /** Those that are tried first, in their order; `models.get` has all. */
        channels: z.array(servingChannelOutput),
        channelCount: count,
      }),
    ),
    /** There are more models than these, which come first by name. */
    truncated: z.boolean(),
  }),
  run: async ({ transaction }) => {
    const [rows, overrides] = await Promise.all([
      readModels(transaction),
      transaction.priceOverride.findMany(),
    ]);
    const byName = new Map<string, ModelRow[]>();
    for (const row of rows) {
      const known = byName.get(row.model);
      if (known) known.push(row);
      else byName.set(row.model, [row]);
    }
    return {
      items: [...byName].slice(0, MOST_MODELS).map(([name, serving]) => ({
        name,
        channels: serving.map(({ model: _, channelCount: __, ...row }) => presentServing(row, overrides)),
        channelCount: serving[0]?.channelCount ?? 0,
      })),
      truncated: byName.size > MOST_MODELS,
    };
  },
});

interface ModelRow extends ServingRow {
  model: string;
  channelCount: number;
}

/** Of each model the channels that are tried first: a thousand channels with the same models are a few rows each. */
function readModels(transaction: Transaction): Promise<ModelRow[]> {
  return transaction.$queryRaw<ModelRow[]>`
    WITH ranked AS (
      SELECT m.name AS model, c.id, c.name, c.provider, m.upstream_name, c.priority, c.weight, m.facts,
        row_number() OVER (PARTITION BY m.name ORDER BY c.priority, c.name) AS place,
        count(*) OVER (PARTITION BY m.name) AS channels,
        dense_rank() OVER (ORDER BY m.name) AS model_place
      FROM channel_models m JOIN channels c ON c.id = m.channel_id
      WHERE c.enabled
    )
    SELECT model, id::text AS id, name, provider, upstream_name AS upstream, priority, weight, facts,
      channels::int AS "channelCount"
    FROM ranked WHERE place <= ${FIRST_CHANNELS} AND model_place <= ${MOST_MODELS + 1}
    ORDER BY model, place`;
}
