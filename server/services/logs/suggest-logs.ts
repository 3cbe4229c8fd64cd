import { z } from 'zod';
import { permissionsOf } from '../../access/permissions.ts';
import { line } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { suggestNamed } from './suggest-named.ts';
import { suggestRecorded } from './suggest-recorded.ts';

export const suggestLogs = defineOperation({
  name: 'logs.suggest',
  kind: 'query',
  scope: 'tenant',
  permission: 'logs:read',
  summary: 'What a text may mean in a search of requests: up to 12 filters it could be.',
  rest: { method: 'GET', path: '/logs/suggestions' },
  input: z.object({ text: line(100) }),
  output: z.object({
    items: z.array(
      z.object({
        kind: z.enum(['key', 'channel', 'team', 'model', 'error', 'user', 'tag']),
        /** What the filter of this kind takes: an id, or the text itself. */
        value: z.string(),
        label: z.string(),
        /** Tells it from others of the same label: a key's prefix. */
        hint: z.string().nullable(),
      }),
    ),
  }),
  run: async ({ transaction, tenant, role }, { text }) => {
    const mayReadChannels = permissionsOf(role).includes('channels:read');
    const named = await suggestNamed(transaction, text, mayReadChannels);
    const recorded = await suggestRecorded(transaction, tenant.id, text);
    return { items: [...named, ...recorded].slice(0, 12) };
  },
});
