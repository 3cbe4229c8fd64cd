import pg from 'pg';
import { createBenchTenant } from '../bench-tenant.ts';
import { fleetKey } from '../fleet-key.ts';
import { ask, perSecond, type Target } from '../measure.ts';
import type { Part, Plan } from '../part.ts';
import { relayedWhole } from '../scenarios.ts';
import { formatSpread, spreadOf } from '../spread.ts';
import type { Stage } from '../stage.ts';

const KEYS = 100_000;
const CHANNELS = 1_000;
/** Keys that a second of traffic goes over: each is asked for time and again, and all have their turn. */
const WARM_UP_MS = 120_000;

/** A deployment of many keys and channels beside one of few. */
export const fleet: Part = {
  name: 'fleet',
  title: '1,000 channels with 100,000 API keys, beside one key (a minute)',
  onDemand: true,
  async run(stage, plan) {
    const keys = Math.ceil(KEYS * plan.scale);
    const channels = Math.ceil(CHANNELS * plan.scale);
    await createBenchTenant('fleet', stage.upstreamOrigin);
    await makeFleet(stage.databaseUrl, keys, channels);
    const few = stage.heddle(relayedWhole);
    const many: Target = { ...few, name: 'Heddle, many keys', order: { ...few.order, keys } };
    await ask(stage.load, many, { concurrency: plan.concurrency, requests: keys, durationMs: WARM_UP_MS });
    const ratios = await compareRates(stage, plan, few, many);
    const ratio = spreadOf(ratios);
    return {
      columns: ['deployment', 'ratio requests/s'],
      rows: [[`${channels} channels, ${keys} keys, each in its turn`, formatSpread(ratio, 3)]],
      note: 'To one key of a tenant with three channels, in the same round, after each key was used once.',
      figures: { keys, channels, ratio },
    };
  },
};

async function compareRates(stage: Stage, plan: Plan, few: Target, many: Target): Promise<number[]> {
  const how = { concurrency: plan.concurrency, durationMs: plan.seconds * 1000 };
  const ratios: number[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    const one = perSecond(await ask(stage.load, few, how));
    ratios.push(perSecond(await ask(stage.load, many, how)) / one);
  }
  return ratios;
}

/** Keys and channels by the hundred thousand, which no operation makes. The channels are those of a model nobody asks for but one. */
async function makeFleet(databaseUrl: string, keys: number, channels: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO api_keys (id, tenant_id, team_id, name, hash, prefix)
       SELECT gen_random_uuid(), t.id, m.id, 'fleet ' || n, sha256(convert_to($1 || lpad(n::text, 12, '0'), 'UTF8')), left($1, 12)
       FROM tenants t JOIN teams m ON m.tenant_id = t.id, generate_series(0, $2::int - 1) AS n
       WHERE t.slug = 'fleet'`,
      [fleetKey(0).slice(0, -12), keys],
    );
    await client.query(
      `WITH made AS (
         INSERT INTO channels (id, tenant_id, name, provider, base_url, credential, credential_key_id, updated_at)
         SELECT gen_random_uuid(), c.tenant_id, 'fleet ' || n, c.provider, c.base_url, NULL, NULL, now()
         FROM channels c JOIN tenants t ON t.id = c.tenant_id, generate_series(1, $1::int) AS n
         WHERE t.slug = 'fleet' AND c.name = 'relayed'
         RETURNING id, tenant_id, name)
       INSERT INTO channel_models (channel_id, tenant_id, name, upstream_name) SELECT id, tenant_id, name, 'relayed' FROM made`,
      [channels],
    );
    await client.query('ANALYZE api_keys, channels, channel_models');
  } finally {
    await client.end();
  }
}
