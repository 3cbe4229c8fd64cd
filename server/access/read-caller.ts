import { randomUUID } from 'node:crypto';
import type { Caller } from './caller.ts';
import { readClient } from './client.ts';
import { readSession } from './session-token.ts';

/** Who sends a request, by its cookies, and from where. */
export async function readCaller(headers: Headers): Promise<Caller> {
  const session = await readSession(headers.get('cookie'));
  return {
    person: session?.person ?? null,
    sessionId: session?.id ?? null,
    ...readClient(headers),
    requestId: randomUUID(),
  };
}
