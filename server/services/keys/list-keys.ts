import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { page } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { keyOutput, withTeam } from './key.ts';
import { keyFilter, matchingKeys } from './key-filter.ts';
import {
  afterKey,
  inKeyOrder,
  type KeyPosition,
  keyOrder,
  keyPosition,
  readKeyCursor,
  writeKeyCursor,
} from './key-order.ts';
import { inState, keyState } from './key-state.ts';
import { presentKeys } from './present-keys.ts';

export const listKeys = defineOperation({
  name: 'keys.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'keys:read',
  summary: 'The API keys of the teams the caller may see, newest first unless said otherwise.',
  rest: { method: 'GET', path: '/keys' },
  input: z.object({
    ...keyFilter,
    state: keyState.optional(),
    includeRevoked: z.boolean().default(true),
    ...keyOrder,
    cursor: z.string().max(1_000).optional(),
    limit: page.limit.default(200),
  }),
  output: z.object({ items: z.array(keyOutput), nextCursor: z.string().nullable() }),
  run: async ({ transaction }, { state, includeRevoked, sort, direction, cursor, limit, ...filter }) => {
    const order = { sort, direction };
    const conditions = [
      matchingKeys(filter),
      ...(state ? [inState(state, new Date())] : []),
      ...(includeRevoked ? [] : [Prisma.sql`revoked_at is null`]),
      ...(cursor === undefined ? [] : [afterKey(order, readKeyCursor(order, cursor))]),
    ];
    const found = await transaction.$queryRaw<{ id: string; position: string }[]>(Prisma.sql`
      select id, ${keyPosition(order)} from api_keys
      where ${Prisma.join(conditions, ' and ')} ${inKeyOrder(order)} limit ${limit + 1}`);
    const positions: KeyPosition[] = found
      .slice(0, limit)
      .map(({ id, position }) => ({ id, value: position }));
    const rows = await transaction.apiKey.findMany({
      where: { id: { in: positions.map(({ id }) => id) } },
      include: withTeam,
    });
    const keys = new Map((await presentKeys(transaction, rows)).map((key) => [key.id, key]));
    const last = positions.at(-1);
    return {
      items: positions.flatMap(({ id }) => keys.get(id) ?? []),
      nextCursor: found.length > limit && last ? writeKeyCursor(order, last) : null,
    };
  },
});
