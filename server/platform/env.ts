import path from 'node:path';
import type { z } from 'zod';
import type { DatabaseLogins, DatabaseRole } from './db/roles.ts';
import {
  LEAST_BODIES_HELD,
  type LOG_LEVELS,
  type NODE_ENVIRONMENTS,
  SECRET_VARIABLES,
  type SIGN_UP_MODES,
  variables,
} from './environment/variables.ts';
import { memoryLimit } from './memory-limit.ts';
import { areLoopback, listenHosts } from './network/listen-hosts.mjs';

/**
 * The only reader of `process.env`. A bad value is reported by name, with what was found (masked where it is a secret)
 * and what is expected.
 */

const HOUR_MS = 3_600_000;
const MEBIBYTE = 1024 * 1024;

export type SignUpMode = (typeof SIGN_UP_MODES)[number];

/** What this process was told from outside. Times in milliseconds, sizes in bytes, paths absolute. */
export interface Environment {
  mode: (typeof NODE_ENVIRONMENTS)[number];
  port: number;
  /**
   * Addresses the public listener binds; empty: every one this machine has. Without HEDDLE_HOST that is the loopback
   * interface's with the embedded database, and every one with a database of one's own.
   */
  listenHosts: readonly string[];
  /** Nobody but programs on this machine can connect. */
  isLoopbackOnly: boolean;
  /** Nor does a proxy on it let others in, as far as the settings tell. */
  isForOneMachine: boolean;
  /** False: nobody set HEDDLE_HOST, and `listenHosts` is what Heddle chose. */
  isHostChosen: boolean;
  /** Where this deployment keeps its own files. */
  home: string;
  /** Address people and clients use; without it the listener's own on localhost. */
  publicUrl: string;
  /** The database is Heddle's own, in `home`. */
  hasEmbeddedDatabase: boolean;
  /**
   * The database as its owner, who migrates it. Undefined: an embedded Postgres in `home` is started, or this process
   * serves with `databaseLogins`.
   */
  databaseUrl: string | undefined;
  /** The roles that log in by themselves; a process that serves has those it needs. Undefined: none. */
  databaseLogins: Partial<DatabaseLogins> | undefined;
  databasePoolSize: number;
  /** How many serve the public port. */
  gatewayProcesses: number;
  /** Undefined, like `upstash`: limits and budgets are counted in memory, for one gateway process. */
  redisUrl: string | undefined;
  /** A Redis that is reached over HTTP; never beside `redisUrl`. */
  upstash: { url: string; token: string } | undefined;
  /** How long a request waits for the shared counters of limits and budgets. */
  countersTimeoutMs: number;
  /** True: a proxy of yours stands in front, and its X-Forwarded-* headers are believed. */
  trustProxy: boolean;
  configPath: string | undefined;
  /** True: every address is open to every tenant's channels. For a machine that only its owner uses. */
  allowPrivateUpstreams: boolean;
  /** Networks outside the public internet that every tenant's channels may reach, in CIDR notation. */
  privateUpstreams: readonly string[];
  /** 32 bytes each, the first seals. Undefined: made in `home/encryption.key`. */
  encryptionKeys: readonly Buffer[] | undefined;
  /** Undefined: made in `home/auth.secret`. */
  authSecret: string | undefined;
  /** Ed25519 seeds of 32 bytes, the first signs receipts. Undefined: made, and kept sealed in the database. */
  receiptKeys: readonly Buffer[] | undefined;
  /**
   * Who may make an account: `open` everybody, `invite` whoever was invited, `closed` nobody. Unless it is set, `open`
   * on one machine (the embedded database, and nobody but this machine can connect), else `invite`.
   */
  signUp: SignUpMode;
  /** How long a browser stays signed in: from signing in, and from its last use. */
  sessions: { longestMs: number; idleMs: number };
  logLevel: (typeof LOG_LEVELS)[number];
  /** Undefined: pretty on a terminal, JSON otherwise. */
  logFormat: 'json' | 'pretty' | undefined;
  maxBodyBytes: number;
  /** Memory that all requests of one gateway process together may hold: its part of what the deployment was given. */
  maxHeldBytes: number;
  /** In one gateway process. */
  maxRequestsInFlight: number;
  upstreamTimeouts: { connectMs: number; firstByteMs: number; idleMs: number; totalMs: number };
  /** How long the gateway serves from memory while the database does not answer; 0: not at all. */
  staleConfigurationMs: number;
  /** How long requests in flight may take to finish after a signal to stop. */
  shutdownTimeoutMs: number;
}

/** One or more variables have values Heddle cannot use. `message` is for people, one line per variable. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/**
 * Reads an environment from a plain record, `process.env` for instance. An empty value counts as unset.
 * @throws EnvironmentError naming every bad variable
 */
export function parseEnvironment(record: Readonly<Record<string, string | undefined>>): Environment {
  const present = Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = variables.safeParse(present);
  if (!parsed.success) {
    throw new EnvironmentError(parsed.error.issues.map((issue) => describe(issue, present)).join('\n'));
  }
  const read = parsed.data;
  const databaseLogins = loginsIn(read);
  const hasEmbeddedDatabase =
    read.HEDDLE_EMBEDDED_POSTGRES ?? (read.DATABASE_URL === undefined && databaseLogins === undefined);
  const hosts = listenHosts(read.HEDDLE_HOST, hasEmbeddedDatabase);
  const isForOneMachine =
    areLoopback(hosts) && !read.HEDDLE_TRUST_PROXY && isOfThisMachine(read.HEDDLE_PUBLIC_URL);
  return {
    mode: read.NODE_ENV,
    port: read.PORT,
    listenHosts: hosts,
    isLoopbackOnly: areLoopback(hosts),
    isForOneMachine,
    isHostChosen: read.HEDDLE_HOST !== undefined,
    home: path.resolve(read.HEDDLE_HOME),
    publicUrl: (read.HEDDLE_PUBLIC_URL ?? `http://localhost:${read.PORT}`).replace(/\/+$/, ''),
    hasEmbeddedDatabase,
    databaseUrl: read.DATABASE_URL,
    databaseLogins,
    databasePoolSize: read.HEDDLE_DATABASE_POOL_SIZE,
    gatewayProcesses: read.HEDDLE_GATEWAY_PROCESSES,
    redisUrl: read.REDIS_URL,
    upstash: upstashIn(read),
    countersTimeoutMs: read.HEDDLE_COUNTERS_TIMEOUT_MS,
    trustProxy: read.HEDDLE_TRUST_PROXY,
    configPath: read.HEDDLE_CONFIG && path.resolve(read.HEDDLE_CONFIG),
    allowPrivateUpstreams: read.HEDDLE_ALLOW_PRIVATE_UPSTREAMS,
    privateUpstreams: read.HEDDLE_PRIVATE_UPSTREAMS,
    encryptionKeys: read.HEDDLE_ENCRYPTION_KEY,
    authSecret: read.HEDDLE_AUTH_SECRET,
    receiptKeys: read.HEDDLE_RECEIPT_KEY,
    signUp: read.HEDDLE_SIGN_UP ?? (hasEmbeddedDatabase && isForOneMachine ? 'open' : 'invite'),
    sessions: {
      longestMs: read.HEDDLE_SESSION_MAX_AGE_HOURS * HOUR_MS,
      idleMs: read.HEDDLE_SESSION_IDLE_HOURS * HOUR_MS,
    },
    logLevel: read.HEDDLE_LOG_LEVEL,
    logFormat: read.HEDDLE_LOG_FORMAT,
    maxBodyBytes: read.HEDDLE_MAX_BODY_BYTES,
    maxHeldBytes: heldBytes(read),
    maxRequestsInFlight: Math.ceil(read.HEDDLE_MAX_REQUESTS_IN_FLIGHT / read.HEDDLE_GATEWAY_PROCESSES),
    upstreamTimeouts: {
      connectMs: read.HEDDLE_UPSTREAM_CONNECT_TIMEOUT_MS,
      firstByteMs: read.HEDDLE_UPSTREAM_FIRST_BYTE_TIMEOUT_MS,
      idleMs: read.HEDDLE_UPSTREAM_IDLE_TIMEOUT_MS,
      totalMs: read.HEDDLE_UPSTREAM_TOTAL_TIMEOUT_MS,
    },
    staleConfigurationMs: read.HEDDLE_STALE_CONFIGURATION_MS,
    shutdownTimeoutMs: read.HEDDLE_SHUTDOWN_TIMEOUT_MS,
  };
}

/**
 * A gateway process's part of what was set. By default of a quarter of the memory at hand, 128 MiB at most; but room for
 * the longest body, read and written anew.
 */
function heldBytes(read: z.infer<typeof variables>): number {
  const processes = read.HEDDLE_GATEWAY_PROCESSES;
  if (read.HEDDLE_MAX_HELD_BYTES !== undefined) return Math.floor(read.HEDDLE_MAX_HELD_BYTES / processes);
  const part = Math.min(128 * MEBIBYTE, Math.floor(memoryLimit() / 4 / processes));
  return Math.max(16 * MEBIBYTE, LEAST_BODIES_HELD * read.HEDDLE_MAX_BODY_BYTES, part);
}

function loginsIn(read: z.infer<typeof variables>): Partial<DatabaseLogins> | undefined {
  const logins = {
    ...(read.HEDDLE_DATABASE_URL_APP && { heddle_app: read.HEDDLE_DATABASE_URL_APP }),
    ...(read.HEDDLE_DATABASE_URL_PLATFORM && { heddle_platform: read.HEDDLE_DATABASE_URL_PLATFORM }),
    ...(read.HEDDLE_DATABASE_URL_GATEWAY && { heddle_gateway: read.HEDDLE_DATABASE_URL_GATEWAY }),
  };
  return Object.keys(logins).length > 0 ? logins : undefined;
}

function upstashIn({
  UPSTASH_REDIS_REST_URL: url,
  UPSTASH_REDIS_REST_TOKEN: token,
}: z.infer<typeof variables>): { url: string; token: string } | undefined {
  return url !== undefined && token !== undefined ? { url, token } : undefined;
}

function isOfThisMachine(publicUrl: string | undefined): boolean {
  if (publicUrl === undefined) return true;
  const { hostname } = new URL(publicUrl);
  return /(^|\.)localhost$/.test(hostname) || areLoopback([hostname.replace(/^\[|\]$/g, '')]);
}

let loaded: Environment | undefined;

/**
 * This process's environment, read and checked on first use.
 * @throws EnvironmentError; the entry points print its message and exit 1
 */
export function environment(): Environment {
  loaded ??= parseEnvironment(process.env);
  return loaded;
}

/** A variable named elsewhere: a provider's key by its registry row, a `${NAME}` in a configuration file. */
export function environmentVariable(name: string): string | undefined {
  return process.env[name]?.trim() || undefined;
}

/** Gives this process, and the children it starts, the logins of an embedded database that was started for it. */
export function provideEmbeddedDatabase(logins: DatabaseLogins): void {
  const changes = { ...loginVariables((role) => logins[role]), HEDDLE_EMBEDDED_POSTGRES: '1' };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  loaded = undefined;
}

/** Variables for {@link childEnvironment}: a process that has these logins, and does not know the owner's. */
export function loginVariables(
  loginOf: (role: DatabaseRole) => string | undefined,
): Record<string, string | undefined> {
  return {
    DATABASE_URL: undefined,
    HEDDLE_DATABASE_URL_APP: loginOf('heddle_app'),
    HEDDLE_DATABASE_URL_PLATFORM: loginOf('heddle_platform'),
    HEDDLE_DATABASE_URL_GATEWAY: loginOf('heddle_gateway'),
  };
}

/** The whole environment with changes on top (undefined removes a variable), for a child process. */
export function childEnvironment(changes: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

function describe(issue: z.core.$ZodIssue, present: Readonly<Record<string, string>>): string {
  const name = String(issue.path[0]);
  const found = present[name] ?? '';
  const shown = SECRET_VARIABLES.has(name) ? `a value of ${found.length} characters` : JSON.stringify(found);
  return `${name}: found ${shown}, expected ${issue.message}.`;
}
