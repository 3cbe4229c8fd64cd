import { TRPCError } from '@trpc/server';
import { serverCaller } from '@/server/transports/trpc/server-caller';

/** What the link invites to; `invalid` when it is unknown, used, withdrawn or expired, `tooMany` when it cannot be looked up so soon. */
export async function readInvitation(headers: Headers, token: string) {
  try {
    const operations = await serverCaller(headers);
    return await operations.members.getInvitation({ token });
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === 'TOO_MANY_REQUESTS') return 'tooMany';
    if (/^(NOT_FOUND|BAD_REQUEST|CONFLICT|FORBIDDEN)$/.test(error.code)) return 'invalid';
    throw error;
  }
}
