import { z } from 'zod';
import {
  address,
  encryptionKeys,
  flag,
  loginOf,
  networks,
  origin,
  POSTGRES_PROTOCOLS,
  wholeNumber,
} from './value-forms.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export const NODE_ENVIRONMENTS = ['development', 'production', 'test'] as const;
export const SIGN_UP_MODES = ['open', 'invite', 'closed'] as const;
/** Each takes some fifteen connections of the database. */
export const MOST_GATEWAY_PROCESSES = 32;
const MINUTE_MS = 60_000;
const MEBIBYTE = 1024 * 1024;

/** A long body alone takes three times its length, and nobody may have more than three quarters of all. */
export const LEAST_BODIES_HELD = 4;

/** Their values are told to nobody. */
export const SECRET_VARIABLES: ReadonlySet<string> = new Set([
  'HEDDLE_ENCRYPTION_KEY',
  'HEDDLE_AUTH_SECRET',
  'HEDDLE_RECEIPT_KEY',
  'DATABASE_URL',
  'HEDDLE_DATABASE_URL_APP',
  'HEDDLE_DATABASE_URL_PLATFORM',
  'HEDDLE_DATABASE_URL_GATEWAY',
  'REDIS_URL',
  'UPSTASH_REDIS_REST_TOKEN',
]);

/** Every variable Heddle understands, with its default. */
export const variables = z
  .object({
    NODE_ENV: z.enum(NODE_ENVIRONMENTS, `one of ${NODE_ENVIRONMENTS.join(', ')}`).default('production'),
    PORT: wholeNumber(1, 65_535).default(3000),
    HEDDLE_HOST: z.string().optional(),
    HEDDLE_HOME: z.string().default('.heddle'),
    HEDDLE_PUBLIC_URL: origin.optional(),
    HEDDLE_TRUST_PROXY: flag.default(false),
    HEDDLE_CONFIG: z.string().optional(),
    HEDDLE_ALLOW_PRIVATE_UPSTREAMS: flag.default(false),
    HEDDLE_PRIVATE_UPSTREAMS: networks.default([]),
    HEDDLE_ENCRYPTION_KEY: encryptionKeys.optional(),
    HEDDLE_AUTH_SECRET: z.string().min(32, 'at least 32 characters (openssl rand -base64 32)').optional(),
    HEDDLE_RECEIPT_KEY: encryptionKeys.optional(),
    HEDDLE_SIGN_UP: z.enum(SIGN_UP_MODES, `one of ${SIGN_UP_MODES.join(', ')}`).optional(),
    HEDDLE_SESSION_MAX_AGE_HOURS: wholeNumber(1, 365 * 24, 'hours').default(30 * 24),
    HEDDLE_SESSION_IDLE_HOURS: wholeNumber(1, 365 * 24, 'hours').default(7 * 24),
    HEDDLE_LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).default('info'),
    HEDDLE_LOG_FORMAT: z.enum(['json', 'pretty'], 'json or pretty').optional(),
    HEDDLE_MAX_BODY_BYTES: wholeNumber(1024, 1024 * MEBIBYTE, 'bytes').default(32 * MEBIBYTE),
    HEDDLE_MAX_HELD_BYTES: wholeNumber(16 * MEBIBYTE, 1024 * 1024 * MEBIBYTE, 'bytes').optional(),
    HEDDLE_MAX_REQUESTS_IN_FLIGHT: wholeNumber(16, 1_000_000, 'requests').default(8192),
    HEDDLE_UPSTREAM_CONNECT_TIMEOUT_MS: wholeNumber(1, 10 * MINUTE_MS, 'milliseconds').default(10_000),
    HEDDLE_UPSTREAM_FIRST_BYTE_TIMEOUT_MS: wholeNumber(1, 60 * MINUTE_MS, 'milliseconds').default(
      2 * MINUTE_MS,
    ),
    HEDDLE_UPSTREAM_IDLE_TIMEOUT_MS: wholeNumber(1, 60 * MINUTE_MS, 'milliseconds').default(MINUTE_MS),
    HEDDLE_UPSTREAM_TOTAL_TIMEOUT_MS: wholeNumber(1, 24 * 60 * MINUTE_MS, 'milliseconds').default(
      10 * MINUTE_MS,
    ),
    HEDDLE_STALE_CONFIGURATION_MS: wholeNumber(0, 24 * 60 * MINUTE_MS, 'milliseconds').default(
      10 * MINUTE_MS,
    ),
    HEDDLE_SHUTDOWN_TIMEOUT_MS: wholeNumber(0, 10 * MINUTE_MS, 'milliseconds').default(10_000),
    HEDDLE_GATEWAY_PROCESSES: wholeNumber(1, MOST_GATEWAY_PROCESSES, 'processes').default(1),
    HEDDLE_DATABASE_POOL_SIZE: wholeNumber(1, 1000, 'connections').default(10),
    DATABASE_URL: address(POSTGRES_PROTOCOLS, 'postgresql://user:password@host:5432/heddle').optional(),
    HEDDLE_DATABASE_URL_APP: loginOf('heddle_app'),
    HEDDLE_DATABASE_URL_PLATFORM: loginOf('heddle_platform'),
    HEDDLE_DATABASE_URL_GATEWAY: loginOf('heddle_gateway'),
    // Set by the supervisor, which gives the processes it starts the addresses of its Postgres.
    HEDDLE_EMBEDDED_POSTGRES: flag.optional(),
    REDIS_URL: address(['redis:', 'rediss:'], 'redis://host:6379').optional(),
    UPSTASH_REDIS_REST_URL: address(['https:', 'http:'], 'https://name.upstash.io').optional(),
    UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
    HEDDLE_COUNTERS_TIMEOUT_MS: wholeNumber(1, MINUTE_MS, 'milliseconds').default(250),
  })
  .refine(
    ({ HEDDLE_MAX_HELD_BYTES: held, HEDDLE_MAX_BODY_BYTES: body, HEDDLE_GATEWAY_PROCESSES: processes }) =>
      held === undefined || held >= LEAST_BODIES_HELD * body * processes,
    {
      path: ['HEDDLE_MAX_HELD_BYTES'],
      message: `at least ${LEAST_BODIES_HELD} times HEDDLE_MAX_BODY_BYTES, for each of HEDDLE_GATEWAY_PROCESSES`,
    },
  )
  .refine(
    ({ HEDDLE_GATEWAY_PROCESSES: processes, REDIS_URL: redis, UPSTASH_REDIS_REST_URL: upstash }) =>
      processes === 1 || redis || upstash,
    {
      path: ['HEDDLE_GATEWAY_PROCESSES'],
      message:
        '1, or REDIS_URL as well: without a store in common each process would count limits and budgets for itself',
    },
  )
  .refine(
    ({ UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token }) =>
      (url === undefined) === (token === undefined),
    { path: ['UPSTASH_REDIS_REST_TOKEN'], message: 'one beside UPSTASH_REDIS_REST_URL, and none without it' },
  )
  .refine(
    ({ REDIS_URL: redis, UPSTASH_REDIS_REST_URL: upstash }) => redis === undefined || upstash === undefined,
    { path: ['UPSTASH_REDIS_REST_URL'], message: 'nothing beside REDIS_URL: one of the two' },
  );
