import { z } from 'zod';
import { count, displayName, id, modelName } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { currentPrice } from '../prices/current-price.ts';
import { currentPriceOutput } from '../prices/price-output.ts';

export const listModels = defineOperation({
  name: 'models.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'models:read',
  summary: 'The models that clients can ask for by public name, who serves them and at what price.',
  rest: { method: 'GET', path: '/models' },
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        name: modelName,
        /** In the order they are tried. */
        channels: z.array(
          z.object({
            id,
            name: displayName,
            provider: z.string(),
            upstream: modelName,
            priority: count,
            weight: count,
            /** Null: no price is known, so requests count as costing nothing. */
            price: currentPriceOutput.nullable(),
          }),
        ),
      }),
    ),
  }),
  run: async ({ transaction }) => {
    const [rows, overrides] = await Promise.all([
      transaction.channelModel.findMany({
        where: { channel: { enabled: true } },
        include: {
          channel: { select: { id: true, name: true, provider: true, priority: true, weight: true } },
        },
        orderBy: [{ name: 'asc' }, { channel: { priority: 'asc' } }, { channel: { name: 'asc' } }],
      }),
      transaction.priceOverride.findMany(),
    ]);
    const byName = new Map<string, typeof rows>();
    for (const row of rows) byName.set(row.name, [...(byName.get(row.name) ?? []), row]);
    return {
      items: [...byName].map(([name, serving]) => ({
        name,
        channels: serving.map(({ channel, upstreamName }) => ({
          ...channel,
          upstream: upstreamName,
          price: currentPrice(channel.provider, upstreamName, overrides),
        })),
      })),
    };
  },
});
