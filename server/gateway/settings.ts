import type { Environment } from '../platform/env.ts';
import type { PrivateUpstreams } from '../platform/network/upstream-reach.ts';

/** What a deployment decides about the gateway. Sizes in bytes, times in milliseconds. */
export interface GatewaySettings extends PrivateUpstreams {
  /** Longest request body, also after decompression. */
  maxBodyBytes: number;
  /** Longest answer taken from an upstream. */
  maxAnswerBytes: number;
  /** Longest one that comes in one piece, which is held in memory as a whole. */
  maxWholeAnswerBytes: number;
  /** Whether a proxy of one's own stands in front, whose X-Forwarded-For is believed. */
  trustProxy: boolean;
  timeouts: UpstreamTimeouts;
  retry: RetryPolicy;
  /** Connections to one upstream origin. */
  maxConnectionsPerOrigin: number;
  /** Memory that all requests together may hold: bodies, what is made of them, answers that wait. */
  maxHeldBytes: number;
  maxRequestsInFlight: number;
}

export interface UpstreamTimeouts {
  /** Until the connection stands. */
  connectMs: number;
  /** From sending a request for a stream until the first byte of the answer's body; others have `totalMs`. */
  firstByteMs: number;
  /** Longest silence in the middle of an answer. */
  idleMs: number;
  /** The whole request, all attempts included. */
  totalMs: number;
}

export interface RetryPolicy {
  /** How often the list of channels is gone through; 1 means failover only. */
  rounds: number;
  /** Upper bound of attempts over all channels and rounds. */
  maxAttempts: number;
  /** Milliseconds to wait before the second round; doubles with each further one, and half of it is random. */
  baseDelayMs: number;
  maxDelayMs: number;
  /** A channel that asks for a longer pause than this is not tried again for this request. */
  maxRetryAfterMs: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  rounds: 3,
  maxAttempts: 8,
  baseDelayMs: 250,
  maxDelayMs: 4_000,
  maxRetryAfterMs: 10_000,
};

const MEBIBYTE = 1024 * 1024;

export function settingsFromEnvironment(environment: Environment): GatewaySettings {
  return {
    maxBodyBytes: environment.maxBodyBytes,
    maxAnswerBytes: 64 * MEBIBYTE,
    maxWholeAnswerBytes: environment.maxBodyBytes,
    allowPrivateUpstreams: environment.allowPrivateUpstreams,
    privateUpstreams: environment.privateUpstreams,
    trustProxy: environment.trustProxy,
    timeouts: environment.upstreamTimeouts,
    retry: defaultRetryPolicy,
    maxConnectionsPerOrigin: 2048,
    maxHeldBytes: environment.maxHeldBytes,
    maxRequestsInFlight: environment.maxRequestsInFlight,
  };
}
