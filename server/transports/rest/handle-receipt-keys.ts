import { handleRest } from './handler.ts';

/** Five minutes: checkers ask often, and a new key signs nothing that is checked sooner than they hear of it. */
const CACHED = 'public, max-age=300';

/** Answers /.well-known/heddle-receipts, where whoever was given a receipt finds the keys to check it with. */
export async function handleReceiptKeys(request: Request): Promise<Response> {
  const { method, headers } = request;
  const answer = await handleRest(
    new Request(new URL('/api/v1/receipt-keys', request.url), { method, headers }),
  );
  if (answer.ok) answer.headers.set('cache-control', CACHED);
  return answer;
}
