import { TRPCError } from '@trpc/server';
import { serverCaller } from '@/server/transports/trpc/server-caller';

/** What the link invites to; null when it is unknown, used, withdrawn or expired. */
export async function readInvitation(headers: Headers, token: string) {
  try {
    const operations = await serverCaller(headers);
    return await operations.members.getInvitation({ token });
  } catch (error) {
    const isRefusal =
      error instanceof TRPCError && /^(NOT_FOUND|BAD_REQUEST|CONFLICT|FORBIDDEN)$/.test(error.code);
    if (isRefusal) return null;
    throw error;
  }
}
