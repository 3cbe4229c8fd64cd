import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { paces } from '../upstream/pace.ts';
import { UPSTREAM_NAME } from './nudges.ts';

export const apiKey = 'hdl_chaos-key-00000000000000000000000000';
/** Of a key whose budget is enough for so many requests of model `metered`, to the nano-dollar. */
export const meteredKey = 'hdl_metered-key-000000000000000000000000';
export const PAID_REQUESTS = 100;
/** What a request for `metered` may generate at most, and does. */
export const METERED_TOKENS = 100;
const USD_PER_MILLION = 10;
/** What such a request costs, and no more can it cost: input is free here. */
export const METERED_NANO_USD = METERED_TOKENS * USD_PER_MILLION * 1_000;

/** So much that nothing here comes near, so that everything is counted and nothing refused. */
const AMPLE = { requests: 10_000_000, tokens: 1_000_000_000_000, usd: '1000000' };

/** Has two channels, which are the same provider. */
export const REDUNDANT_MODEL = 'redundant';

/** Writes a configuration file with the tenant that everything here happens to. @returns its path */
export function writeConfiguration(directory: string, upstreamPort: number): string {
  const baseUrl = `http://${UPSTREAM_NAME}:${upstreamPort}/v1`;
  const provider = { provider: 'openai', baseUrl, apiKey: 'sk-chaos-credential-0000000000' };
  const redundant = { name: REDUNDANT_MODEL, upstream: 'steady' };
  const tenant = {
    slug: 'chaos',
    name: 'Chaos',
    teams: [{ slug: 'core', name: 'Core' }],
    channels: [
      { ...provider, name: 'main', models: [...Object.keys(paces), redundant] },
      { ...provider, name: 'spare', models: [redundant], priority: 1 },
    ],
    prices: [{ model: 'metered', inputUsdPerMillion: '0', outputUsdPerMillion: String(USD_PER_MILLION) }],
    limits: [{ requests: AMPLE.requests, per: 'minute' }],
    budgets: [{ usd: AMPLE.usd, per: 'month', timeZone: 'Europe/Berlin', thresholds: [50, 80, 100] }],
    keys: [
      {
        name: 'chaos',
        team: 'core',
        secret: apiKey,
        limits: [
          { requests: AMPLE.requests, per: 'minute' },
          { tokens: AMPLE.tokens, per: 'day' },
          { concurrency: 100_000 },
        ],
        budgets: [{ usd: AMPLE.usd, per: 'day' }],
      },
      {
        name: 'metered',
        team: 'core',
        secret: meteredKey,
        budgets: [{ usd: String((PAID_REQUESTS * METERED_NANO_USD) / 1e9), per: 'total' }],
      },
    ],
  };
  const file = path.join(directory, 'chaos.yaml');
  writeFileSync(file, stringify({ tenants: [tenant] }));
  return file;
}
