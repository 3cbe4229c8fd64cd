import { z } from 'zod';
import { channelOutcomes } from '../../store/channel-results/outcome.ts';
import { modelFacts } from '../../store/models/model-facts.ts';
import { count, modelName } from '../fields.ts';
import { AfterCommit, defineOperation } from '../operation.ts';
import { currentPrice } from '../prices/current-price.ts';
import { currentPriceOutput } from '../prices/price-output.ts';
import { fetchModelList } from './fetch-model-list.ts';
import { modelFactsField } from './model-facts-field.ts';
import { accessOfUnsaved, unsavedChannel } from './unsaved-channel.ts';

const LONGEST_NAME = 200;

export const fetchModels = defineOperation({
  name: 'channels.fetchModels',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'channels:write',
  summary: 'Asks a provider which models a credential reaches, with what is known of each and its price.',
  rest: { method: 'POST', path: '/model-listings' },
  rateLimit: { per: 'person', limit: 60, windowMs: 600_000 },
  input: z.object(unsavedChannel),
  output: z.object({
    ok: z.boolean(),
    outcome: z.enum(channelOutcomes),
    /** HTTP status of the provider; null when it did not answer, or answers inside Heddle. */
    status: z.int().nullable(),
    durationMs: count,
    /** The provider has more than these. */
    truncated: z.boolean(),
    items: z.array(
      z.object({
        name: modelName,
        /** False: by its list or its name it makes embeddings, pictures or speech. */
        chat: z.boolean(),
        /** What is known, from whichever source. */
        facts: modelFactsField,
        /** Null: no price is known. */
        price: currentPriceOutput.nullable(),
      }),
    ),
    error: z.object({ code: z.string(), message: z.string(), said: z.string().nullable() }).nullable(),
  }),
  run: async (context, input) => {
    const access = await accessOfUnsaved(context, input);
    const overrides = await context.transaction.priceOverride.findMany();
    return new AfterCommit(async () => {
      const { models, ...listing } = await fetchModelList(access);
      const { provider } = access;
      const items = models
        .filter(({ name }) => name.length <= LONGEST_NAME && modelName.safeParse(name).success)
        .map(({ name, chat, ...listed }) => {
          const facts = modelFacts(provider, name, listed);
          return {
            name,
            chat,
            facts,
            price: currentPrice(provider.id, name, overrides),
          };
        });
      return { ...listing, ok: listing.outcome === 'answered', items };
    });
  },
});
