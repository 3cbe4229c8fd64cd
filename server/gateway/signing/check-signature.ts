import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { Fault } from '../../canonical/fault.ts';
import type { NonceOutcome, Nonces } from '../../store/nonces.ts';
import type { Caller } from '../authenticate.ts';
import type { Exchange } from '../exchange.ts';
import { readSignature, SIGNATURE_WINDOW_MS, type Signature } from './read-signature.ts';

/**
 * Proves that a request's body, as it was sent, and the request itself are from who has the key's second secret, and
 * came for the first time. Rejects with `invalid_signature`, `rate_limited` where too many nonces are remembered, and
 * `unavailable` where nobody can tell.
 */
export type CheckBody = (body: Buffer) => Promise<void>;

/**
 * What is left to check of a request, once its body is there; null for one that needs no signature. What can be told
 * without the body is told at once.
 * @throws Fault invalid_signature, unavailable
 */
export type ReadSigned = (exchange: Exchange, caller: Caller) => CheckBody | null;

const RETRY_AFTER_MS = 1_000;
const FULL_RETRY_AFTER_MS = 60_000;

/** @param nonces absent where none can be remembered: then no signed request is taken */
export function createReadSigned(nonces: Nonces | undefined): ReadSigned {
  return (exchange, { key }) => {
    if (key.signing === null) return null;
    const { secret } = key.signing;
    if (secret === null || !nonces) {
      throw new Fault(
        'unavailable',
        'The signature cannot be checked: the secret of the API key does not open. Rotate the key, or bring back the encryption key.',
      );
    }
    const { request, receivedAtMs } = exchange;
    const signature = readSignature(request, receivedAtMs);
    return async (body) => {
      const expected = exchange.work('decode', () => macOf(secret, signature, exchange, body));
      // Only who has the secret gets as far as to be remembered.
      if (!timingSafeEqual(signature.mac, expected)) {
        throw new Fault(
          'invalid_signature',
          'The signature is not that of this method, path, timestamp, nonce and body with the secret of this key.',
          { path: 'x-heddle-signature' },
        );
      }
      judge(await remember(nonces, key, signature));
    };
  };
}

function macOf(secret: Buffer, { timestamp, nonce }: Signature, { request }: Exchange, body: Buffer): Buffer {
  const target = request.query === '' ? request.path : `${request.path}?${request.query}`;
  const lines = ['v1', request.method, target, timestamp, nonce, hash('sha256', body, 'hex')];
  return createHmac('sha256', secret).update(lines.join('\n')).digest();
}

async function remember(
  nonces: Nonces,
  { tenantId, id }: Caller['key'],
  { nonce, timestamp }: Signature,
): Promise<NonceOutcome> {
  const untilMs = Number(timestamp) * 1_000 + SIGNATURE_WINDOW_MS;
  try {
    return await nonces.claim({ tenantId, apiKeyId: id, nonce, untilMs });
  } catch (cause) {
    throw new Fault(
      'unavailable',
      'It cannot be told right now whether the request came before. Try again.',
      {
        retryAfterMs: RETRY_AFTER_MS,
        cause,
      },
    );
  }
}

function judge(outcome: NonceOutcome): void {
  if (outcome === 'first') return;
  if (outcome === 'used') {
    throw new Fault('invalid_signature', 'The nonce was used before: each request takes a new one.', {
      path: 'x-heddle-nonce',
    });
  }
  throw new Fault('rate_limited', 'Too many signed requests within a few minutes to remember them all.', {
    retryAfterMs: FULL_RETRY_AFTER_MS,
  });
}
