import { z } from 'zod';
import { permissionsOf } from '../../access/permissions.ts';
import { line } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { finders } from './finders.ts';
import { type FoundThing, foundThing } from './found-thing.ts';

const MOST_FOUND = 20;
const MOST_OF_A_KIND = 5;

export const searchEverything = defineOperation({
  name: 'search.everything',
  kind: 'query',
  scope: 'tenant',
  permission: 'tenant:read',
  summary:
    'API keys, channels, models, members and teams by a part of their name, keys also by prefix, and requests by the beginning of their id (eight digits or more): at most 20, of those kinds that the caller may read.',
  rest: { method: 'GET', path: '/search' },
  input: z.object({ text: line(100) }),
  output: z.object({ items: z.array(foundThing) }),
  run: async ({ transaction, role }, { text }) => {
    const permissions = permissionsOf(role);
    const items: FoundThing[] = [];
    for (const { permission, find } of finders) {
      const room = Math.min(MOST_OF_A_KIND, MOST_FOUND - items.length);
      if (room > 0 && permissions.includes(permission)) items.push(...(await find(transaction, text, room)));
    }
    return { items };
  },
});
