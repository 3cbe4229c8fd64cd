import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { behaviours } from '../upstream/behaviours.ts';

export const GOOD_TENANTS = 9;

/** Formats a model's name may ask for: `silent` is `silent@openai`. */
const providers = ['openai', 'anthropic', 'gemini'] as const;

export const hostileKey = 'hdl_hostile-tenant-of-the-arena-0000000000';

export function goodKey(index: number): string {
  return `hdl_good-tenant-${index}-of-the-arena-0000000000`;
}

/** Valid keys of a good tenant that nobody has used yet. */
export const freshKeys: readonly string[] = Array.from(
  { length: 40 },
  (_, index) => `hdl_fresh-key-${index}-of-the-arena-0000000000`,
);

/**
 * Writes a configuration file with the hostile tenant (the demo, whose sign-in is known) and the good ones.
 * @returns its path
 */
export function writeConfiguration(directory: string, origins: { good: string; hostile: string }): string {
  const names = Object.keys(behaviours);
  const hostile = {
    slug: 'demo',
    name: 'Demo',
    teams: [{ slug: 'hostile', name: 'Hostile' }],
    channels: [
      ...providers.map((provider) => ({
        name: `hostile ${provider}`,
        provider,
        baseUrl: `${origins.hostile}/${provider === 'gemini' ? 'v1beta' : 'v1'}`,
        apiKey: 'sk-arena-credential-0000000000',
        models: names.map((name) => ({ name: `${name}@${provider}`, upstream: name })),
      })),
      { name: 'long simulator', provider: 'simulator', models: ['simulator/words=10000'] },
    ],
    keys: [{ name: 'hostile', team: 'hostile', secret: hostileKey }],
  };
  const good = Array.from({ length: GOOD_TENANTS }, (_, index) => ({
    slug: `good-${index}`,
    name: `Good ${index}`,
    teams: [{ slug: 'core', name: 'Core' }],
    channels: [
      {
        name: 'main',
        provider: 'openai',
        baseUrl: `${origins.good}/v1`,
        apiKey: 'sk-arena-credential-0000000000',
        models: ['ok', 'stream-100k'],
      },
    ],
    keys: [
      { name: 'good', team: 'core', secret: goodKey(index) },
      ...(index === 0 ? freshKeys.map((secret, at) => ({ name: `fresh ${at}`, team: 'core', secret })) : []),
    ],
  }));
  const file = path.join(directory, 'arena.yaml');
  writeFileSync(file, stringify({ tenants: [hostile, ...good] }));
  return file;
}
