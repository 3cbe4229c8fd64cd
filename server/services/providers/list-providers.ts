import { z } from 'zod';
import { providers } from '../../providers/index.ts';
import { defineOperation } from '../operation.ts';

export const listProviders = defineOperation({
  name: 'providers.list',
  kind: 'query',
  scope: 'account',
  permission: 'account:own',
  summary: 'The providers a channel can be made for.',
  rest: { method: 'GET', path: '/providers' },
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        dialect: z.string(),
        /** Null: the channel must give an address, unless the provider answers inside Heddle. */
        baseUrl: z.string().nullable(),
        needsBaseUrl: z.boolean(),
        needsCredential: z.boolean(),
        /** Answers inside Heddle: it takes neither an address nor a credential, and nobody is paid. */
        builtIn: z.boolean(),
        suggestedModels: z.array(z.string()),
        documentationUrl: z.string().nullable(),
      }),
    ),
  }),
  run: async () => ({
    items: providers.map((provider) => ({
      ...provider,
      needsBaseUrl: provider.baseUrl === null && provider.inProcess === undefined,
      builtIn: provider.inProcess !== undefined,
      suggestedModels: [...provider.suggestedModels],
      documentationUrl: provider.documentationUrl ?? null,
    })),
  }),
});
