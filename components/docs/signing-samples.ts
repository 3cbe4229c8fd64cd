/** Clients that sign requests, without dependencies. A test runs them as they stand here. */
export const signingSamples = {
  typescript: `import { createHash, createHmac, randomUUID } from 'node:crypto';
import { env } from 'node:process';

const signingSecret = env.HEDDLE_SIGNING_SECRET ?? '';

/** A fetch that signs: new OpenAI({ baseURL, apiKey, fetch: signedFetch }), or by itself. */
export async function signedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const body = Buffer.from(await request.arrayBuffer());
  const { pathname, search } = new URL(request.url);
  const timestamp = Math.floor(Date.now() / 1000).toString();
  const nonce = randomUUID();
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const signed = ['v1', request.method, pathname + search, timestamp, nonce, bodyHash].join('\\n');
  const headers = new Headers(request.headers);
  headers.set('x-heddle-timestamp', timestamp);
  headers.set('x-heddle-nonce', nonce);
  headers.set(
    'x-heddle-signature',
    \`v1=\${createHmac('sha256', signingSecret).update(signed).digest('hex')}\`,
  );
  const { method, signal } = request;
  return fetch(request.url, { method, headers, signal, body: method === 'GET' ? undefined : body });
}`,
  python: `import hashlib
import hmac
import os
import time
import uuid

SIGNING_SECRET = os.environ["HEDDLE_SIGNING_SECRET"]


def signature_headers(method: str, target: str, body: bytes) -> dict[str, str]:
    """Headers for a request. target: its path with the query, as it is sent."""
    timestamp = str(int(time.time()))
    nonce = str(uuid.uuid4())
    body_hash = hashlib.sha256(body).hexdigest()
    signed = "\\n".join(["v1", method, target, timestamp, nonce, body_hash])
    mac = hmac.new(SIGNING_SECRET.encode(), signed.encode(), hashlib.sha256)
    return {
        "x-heddle-timestamp": timestamp,
        "x-heddle-nonce": nonce,
        "x-heddle-signature": "v1=" + mac.hexdigest(),
    }`,
} as const;
