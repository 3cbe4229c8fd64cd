import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, parseEnvironment } from '../../../server/platform/env.ts';

function complaint(record: Record<string, string>): string {
  try {
    parseEnvironment(record);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return '';
}

describe('the environment', () => {
  it('needs no variable at all', () => {
    expect(parseEnvironment({})).toMatchObject({
      port: 3000,
      home: path.resolve('.heddle'),
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      allowPrivateUpstreams: false,
      privateUpstreams: [],
      maxBodyBytes: 32 * 1024 * 1024,
    });
  });

  it.each([
    ['the embedded database', {}, ['127.0.0.1', '::1'], true],
    ['a database of one’s own', { DATABASE_URL: 'postgres://db/heddle' }, [], false],
    [
      'the embedded database, in the processes that are given its address',
      { DATABASE_URL: 'postgres://127.0.0.1/heddle', HEDDLE_EMBEDDED_POSTGRES: '1' },
      ['127.0.0.1', '::1'],
      true,
    ],
    ['an address', { HEDDLE_HOST: '0.0.0.0' }, ['0.0.0.0'], false],
    ['an address of this machine alone', { HEDDLE_HOST: '127.0.0.2' }, ['127.0.0.2'], true],
    [
      'localhost, and a database of one’s own',
      { HEDDLE_HOST: 'LocalHost', DATABASE_URL: 'postgres://db/heddle' },
      ['127.0.0.1', '::1'],
      true,
    ],
    [
      'a name that looks like a loopback address',
      { HEDDLE_HOST: '127.0.0.1.example' },
      ['127.0.0.1.example'],
      false,
    ],
  ])('opens the port, with %s, where it should', (_name, record, listenHosts, isLoopbackOnly) => {
    expect(parseEnvironment(record)).toMatchObject({ listenHosts, isLoopbackOnly });
  });

  it('keeps room in memory for four of the longest bodies at least', () => {
    const held = (record: Record<string, string>) => parseEnvironment(record).maxHeldBytes;
    expect(held({})).toBeGreaterThanOrEqual(4 * 32 * 1024 * 1024);
    expect(held({})).toBe(128 * 1024 * 1024);
    expect(held({ HEDDLE_MAX_BODY_BYTES: '100000000' })).toBe(400_000_000);
    expect(held({ HEDDLE_MAX_HELD_BYTES: '300000000' })).toBe(300_000_000);
    expect(complaint({ HEDDLE_MAX_HELD_BYTES: '100000000' })).toBe(
      'HEDDLE_MAX_HELD_BYTES: found "100000000", expected at least 4 times HEDDLE_MAX_BODY_BYTES, for each of HEDDLE_GATEWAY_PROCESSES.',
    );
  });

  it('divides what all requests may hold among several gateway processes, which need a store in common', () => {
    const several = { HEDDLE_GATEWAY_PROCESSES: '4', REDIS_URL: 'redis://localhost' };
    expect(parseEnvironment({})).toMatchObject({ gatewayProcesses: 1, maxRequestsInFlight: 8192 });
    expect(parseEnvironment({ ...several, HEDDLE_MAX_HELD_BYTES: '800000000' })).toMatchObject({
      gatewayProcesses: 4,
      maxHeldBytes: 200_000_000,
      maxRequestsInFlight: 2048,
    });
    expect(complaint({ ...several, HEDDLE_MAX_HELD_BYTES: '300000000' })).toContain('HEDDLE_MAX_HELD_BYTES');
    expect(complaint({ HEDDLE_GATEWAY_PROCESSES: '2' })).toBe(
      'HEDDLE_GATEWAY_PROCESSES: found "2", expected 1, or REDIS_URL as well: without a store in common each process would count limits and budgets for itself.',
    );
  });

  it('takes an empty or blank value for an unset one, and trims the others', () => {
    expect(parseEnvironment({ PORT: '', DATABASE_URL: '  ' })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    });
    expect(parseEnvironment({ PORT: ' 3001 ' }).port).toBe(3001);
  });

  it('takes the public address with or without a slash at its end', () => {
    for (const url of ['https://heddle.example.com:443', 'https://heddle.example.com:443/']) {
      expect(parseEnvironment({ HEDDLE_PUBLIC_URL: url }).publicUrl).toBe('https://heddle.example.com:443');
    }
  });

  it.each(['1', 'true', 'YES', 'on'])('understands %s as a yes', (value) => {
    expect(parseEnvironment({ HEDDLE_ALLOW_PRIVATE_UPSTREAMS: value }).allowPrivateUpstreams).toBe(true);
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['HEDDLE_ALLOW_PRIVATE_UPSTREAMS', 'maybe'],
    ['HEDDLE_PRIVATE_UPSTREAMS', '10.0.0.0/8, 10.0.0.1/8'],
    ['HEDDLE_STALE_CONFIGURATION_MS', '-1'],
    ['HEDDLE_LOG_LEVEL', 'loud'],
    ['HEDDLE_PUBLIC_URL', 'heddle.example.com'],
    ['HEDDLE_PUBLIC_URL', 'https://example.com/heddle'],
    ['HEDDLE_PUBLIC_URL', 'https://heddle.example.com#a'],
    ['HEDDLE_UPSTREAM_TOTAL_TIMEOUT_MS', '10s'],
  ])('names %s, what was found (%s) and what is expected', (name, value) => {
    expect(complaint({ [name]: value })).toMatch(new RegExp(`^${name}: found "${value}", expected .+\\.$`));
  });

  it('names every bad variable at once', () => {
    const message = complaint({ PORT: 'x', HEDDLE_LOG_LEVEL: 'y' });
    expect(message).toContain('PORT');
    expect(message).toContain('HEDDLE_LOG_LEVEL');
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:hunter2@db/heddle'],
    ['REDIS_URL', 'hunter2-is-no-address'],
    ['UPSTASH_REDIS_REST_TOKEN', 'hunter2'],
    ['HEDDLE_ENCRYPTION_KEY', 'hunter2'],
    ['HEDDLE_AUTH_SECRET', 'hunter2'],
  ])('never shows the secret in a bad %s', (name, value) => {
    const message = complaint({ [name]: value });
    expect(message).toContain(name);
    expect(message).not.toContain('hunter2');
  });

  it('takes an Upstash with its token, and no second store of counters beside it', () => {
    const upstash = { UPSTASH_REDIS_REST_URL: 'https://eu.upstash.io', UPSTASH_REDIS_REST_TOKEN: 'token' };
    expect(parseEnvironment(upstash)).toMatchObject({
      upstash: { url: 'https://eu.upstash.io', token: 'token' },
      countersTimeoutMs: 250,
    });
    expect(parseEnvironment({}).upstash).toBeUndefined();
    expect(complaint({ UPSTASH_REDIS_REST_URL: 'https://eu.upstash.io' })).toContain(
      'UPSTASH_REDIS_REST_TOKEN',
    );
    expect(complaint({ ...upstash, REDIS_URL: 'redis://redis' })).toContain('UPSTASH_REDIS_REST_URL');
  });

  it('takes several encryption keys, for rotation', () => {
    const keys = [1, 2].map((byte) => Buffer.alloc(32, byte));
    const text = keys.map((key) => key.toString('base64')).join(', ');
    expect(parseEnvironment({ HEDDLE_ENCRYPTION_KEY: text }).encryptionKeys).toEqual(keys);
  });
});

describe('who may sign up', () => {
  const own = { DATABASE_URL: 'postgresql://u:p@db/heddle' };
  it.each([
    ['the embedded database on this machine', {}, 'open'],
    ['the embedded database on loopback', { HEDDLE_HOST: '127.0.0.1' }, 'open'],
    ['the embedded database, given to a child process', { ...own, HEDDLE_EMBEDDED_POSTGRES: '1' }, 'open'],
    ['the embedded database on every address', { HEDDLE_HOST: '0.0.0.0' }, 'invite'],
    ['a proxy in front', { HEDDLE_TRUST_PROXY: '1' }, 'invite'],
    ['an address that others can reach', { HEDDLE_PUBLIC_URL: 'https://heddle.example.com' }, 'invite'],
    ['a public address of this machine', { HEDDLE_PUBLIC_URL: 'http://[::1]:3000' }, 'open'],
    ['another name of this machine', { HEDDLE_PUBLIC_URL: 'http://app.localhost:3000' }, 'open'],
    ['a database of one’s own', own, 'invite'],
    ['a database of one’s own, on loopback', { ...own, HEDDLE_HOST: '::1' }, 'invite'],
    ['what was set', { ...own, HEDDLE_SIGN_UP: 'open' }, 'open'],
    ['what was set, on one machine too', { HEDDLE_SIGN_UP: 'closed' }, 'closed'],
  ])('with %s', (_what, record, mode) => {
    expect(parseEnvironment(record).signUp).toBe(mode);
  });

  it('is one of three', () => {
    expect(complaint({ HEDDLE_SIGN_UP: 'everybody' })).toBe(
      'HEDDLE_SIGN_UP: found "everybody", expected one of open, invite, closed.',
    );
  });
});
