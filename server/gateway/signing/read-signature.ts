import { Fault } from '../../canonical/fault.ts';
import type { GatewayRequest } from '../message.ts';

/** How far a request's timestamp may be from this machine's clock, into the past or the future. */
export const SIGNATURE_WINDOW_MS = 300_000;

const headers = {
  timestamp: 'x-heddle-timestamp',
  nonce: 'x-heddle-nonce',
  signature: 'x-heddle-signature',
} as const;
const timestampPattern = /^\d{10}$/;
const noncePattern = /^[\w-]{16,64}$/;
const signaturePattern = /^v1=([0-9a-f]{64})$/;

/** What a request says to prove who sent it, and when. */
export interface Signature {
  /** Seconds since 1970, as they were sent. */
  timestamp: string;
  nonce: string;
  /** HMAC-SHA-256, 32 bytes. */
  mac: Buffer;
}

/** @throws Fault invalid_signature when something is missing, is none, or is of another time */
export function readSignature(request: GatewayRequest, nowMs: number): Signature {
  const timestamp = read(request, headers.timestamp, timestampPattern, 'the seconds since 1970');
  const nonce = read(request, headers.nonce, noncePattern, '16 to 64 letters, digits, "_" or "-"');
  const signature = read(request, headers.signature, signaturePattern, '"v1=" and 64 hexadecimal digits');
  const driftMs = Number(timestamp) * 1_000 - nowMs;
  if (Math.abs(driftMs) > SIGNATURE_WINDOW_MS) {
    const seconds = Math.round(Math.abs(driftMs) / 1_000);
    throw new Fault(
      'invalid_signature',
      `${headers.timestamp}: the request is ${seconds} seconds ${driftMs < 0 ? 'old' : 'ahead'} by this server's clock, and 300 are taken.`,
      { path: headers.timestamp },
    );
  }
  return { timestamp, nonce, mac: Buffer.from(signature.slice(3), 'hex') };
}

function read(request: GatewayRequest, name: string, pattern: RegExp, expected: string): string {
  const value = request.headers[name];
  if (typeof value === 'string' && pattern.test(value)) return value;
  const what =
    value === undefined ? 'The API key takes signed requests only, and there is no' : 'Expected as';
  throw new Fault('invalid_signature', `${what} ${name}: ${expected}.`, { path: name });
}
