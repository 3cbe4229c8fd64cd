import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import type { Prisma } from '../../platform/db/prisma.ts';

const written = z.tuple([z.int().min(0).max(2_147_483_647), z.string().max(200)]);

/** A place in the list of channels, which are ordered by priority and then by name: the last one given out. */
export const channelCursor = {
  /** Opaque text, to be sent back as `cursor`. */
  write({ priority, name }: { priority: number; name: string }): string {
    return Buffer.from(JSON.stringify([priority, name])).toString('base64url');
  },

  /**
   * The condition for channels that come after it.
   * @throws Fault invalid_request for text that was not written here
   */
  after(cursor: string): Prisma.ChannelWhereInput {
    try {
      const text = Buffer.from(cursor, 'base64url').toString('utf8');
      const [priority, name] = written.parse(JSON.parse(text));
      return { OR: [{ priority: { gt: priority } }, { priority, name: { gt: name } }] };
    } catch (cause) {
      throw new Fault('invalid_request', 'cursor: expected the nextCursor of an earlier page', {
        path: 'cursor',
        cause,
      });
    }
  },
};
