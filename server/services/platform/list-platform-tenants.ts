import { z } from 'zod';
import { after, newestFirst, readCursor, toPage } from '../cursor.ts';
import { count, displayName, id, page, slug, time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { privateNetworksOutput } from '../tenants/private-networks.ts';

export const listPlatformTenants = defineOperation({
  name: 'platform.listTenants',
  kind: 'query',
  scope: 'platform',
  permission: 'platform:operate',
  summary: 'All tenants of the deployment, newest first.',
  rest: { method: 'GET', path: '/platform/tenants' },
  input: z.object(page),
  output: z.object({
    items: z.array(
      z.object({
        id,
        slug,
        name: displayName,
        createdAt: time,
        memberCount: count,
        channelCount: count,
        /** Networks outside the public internet that its channels may reach. */
        privateNetworks: privateNetworksOutput,
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  run: async ({ transaction }, { cursor, limit }) => {
    const rows = await transaction.tenant.findMany({
      where: cursor === undefined ? {} : after(readCursor(cursor)),
      include: {
        privateNetworks: { orderBy: { network: 'asc' } },
        _count: { select: { memberships: true, channels: true } },
      },
      orderBy: newestFirst,
      take: limit + 1,
    });
    const { items, nextCursor } = toPage(rows, limit);
    return {
      items: items.map((row) => ({
        ...row,
        memberCount: row._count.memberships,
        channelCount: row._count.channels,
        privateNetworks: row.privateNetworks.map(({ network }) => network),
      })),
      nextCursor,
    };
  },
});
