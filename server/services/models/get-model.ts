import { z } from 'zod';
import { findProvider } from '../../providers/index.ts';
import { catalogueModel } from '../../store/models/catalogue-model.ts';
import { modelName } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { presentServing, servingChannelOutput } from './model-output.ts';

const MOST_CHANNELS = 200;

export const getModel = defineOperation({
  name: 'models.get',
  kind: 'query',
  scope: 'tenant',
  permission: 'models:read',
  summary: 'A model by its public name, with all channels that serve it, also those that are off.',
  rest: { method: 'GET', path: '/models/details' },
  input: z.object({ name: modelName }),
  output: z.object({
    name: modelName,
    /** The vendor’s name and words for it, from the price catalogue; null where that has none. */
    title: z.string().nullable(),
    description: z.string().nullable(),
    /** In the order they are tried, at most 200. */
    channels: z.array(servingChannelOutput.extend({ enabled: z.boolean() })),
    truncated: z.boolean(),
  }),
  run: async ({ transaction }, { name }) => {
    const [rows, overrides] = await Promise.all([
      transaction.channelModel.findMany({
        where: { name },
        include: {
          channel: {
            select: { id: true, name: true, provider: true, priority: true, weight: true, enabled: true },
          },
        },
        orderBy: [{ channel: { priority: 'asc' } }, { channel: { name: 'asc' } }],
        take: MOST_CHANNELS + 1,
      }),
      transaction.priceOverride.findMany(),
    ]);
    const first = found(rows[0], 'model', 'name');
    const { title, description } = catalogueModel(
      findProvider(first.channel.provider)?.priceProvider ?? null,
      first.upstreamName,
    );
    return {
      name,
      title,
      description,
      channels: rows
        .slice(0, MOST_CHANNELS)
        .map(({ channel: { enabled, ...channel }, upstreamName, facts }) => ({
          ...presentServing({ ...channel, upstream: upstreamName, facts }, overrides),
          enabled,
        })),
      truncated: rows.length > MOST_CHANNELS,
    };
  },
});
