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
    keys: [{ name: 'chaos', team: 'core', secret: apiKey }],
  };
  const file = path.join(directory, 'chaos.yaml');
  writeFileSync(file, stringify({ tenants: [tenant] }));
  return file;
}

/** Dollars as the file writes them, for budgets of `metered`. */
export function meteredBudgetUsd(): string {
  return ((PAID_REQUESTS * METERED_TOKENS * USD_PER_MILLION) / 1_000_000).toFixed(2);
}
