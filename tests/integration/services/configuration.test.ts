import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashSecret } from '../../../server/platform/crypto/hash-secret.ts';
import { applyConfigurationFile } from '../../../server/services/configuration/apply-configuration-file.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const CI_KEY = 'ci-secret-0123456789abcdef';
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  process.env.OPENAI_KEY_FOR_TEST = 'sk-configured-0123456789abcdef';
  process.env.CI_KEY_FOR_TEST = CI_KEY;
});
afterAll(() => database.close());

const file = (slug: string, changes: Record<string, string> = {}) => `
tenants:
  - slug: ${slug}
    name: ${changes.name ?? 'Acme'}
    teams: [{ slug: core, name: Core }]
    channels:
      - name: main
        provider: openai
        baseUrl: ${changes.baseUrl ?? 'https://example.com/v1'}
        apiKey: \${OPENAI_KEY_FOR_TEST}
        models: [gpt-4o-mini, { name: public, upstream: theirs }]
    keys:
      - { name: ci, team: core, secret: '${changes.secret ?? `${CI_KEY}-${slug}`}' }
      - { name: made, team: core }
`;

function apply(text: string) {
  const target = path.join(database.home, 'heddle.yaml');
  writeFileSync(target, text);
  return applyConfigurationFile(target);
}

/** Everything in the database, as text. */
async function dump(): Promise<string> {
  const tables = ['tenants', 'teams', 'channels', 'channel_models', 'api_keys', 'audit_events'];
  const all = await Promise.all(
    tables.map((table) => database.owner.query(`select t::text from ${table} t order by 1`)),
  );
  return JSON.stringify(all.map(({ rows }) => rows));
}

it('makes all it names, and tells a made secret once', async () => {
  const { changes, newKeys } = await apply(file('acme'));
  expect(changes).toEqual([
    'acme: account.createTenant acme',
    'acme: teams.create core',
    'acme: channels.create main',
    'acme: keys.create ci',
    'acme: keys.create made',
  ]);
  expect(newKeys).toEqual([{ tenant: 'acme', name: 'made', secret: expect.stringMatching(/^hdl_/) }]);
  const { rows } = await database.owner.query('select hash from api_keys where name = $1', ['ci']);
  expect(Buffer.from(rows[0].hash).equals(hashSecret(`${CI_KEY}-acme`))).toBe(true);
  const models = await database.owner.query('select name, upstream_name from channel_models order by 1');
  expect(models.rows).toEqual([
    { name: 'gpt-4o-mini', upstream_name: 'gpt-4o-mini' },
    { name: 'public', upstream_name: 'theirs' },
  ]);
});

it('changes nothing when it is applied again', async () => {
  await apply(file('again'));
  const before = await dump();
  expect(await apply(file('again'))).toEqual({ changes: [], newKeys: [] });
  expect(await dump()).toBe(before);
});

it('opens private networks to a tenant that it names, and lets its channels point there', async () => {
  const inside = file('inside', { baseUrl: 'http://10.20.1.5:8000/v1' });
  await expect(apply(inside)).rejects.toThrow('10.20.1.5 is a private address');
  const opened = inside.replace('    teams:', '    privateNetworks: [10.20.0.0/16]\n    teams:');
  expect((await apply(opened)).changes).toContain('inside: platform.setPrivateNetworks inside');
  expect(await apply(opened)).toEqual({ changes: [], newKeys: [] });
  const { rows } = await database.owner.query('select network from private_networks');
  expect(rows).toEqual([{ network: '10.20.0.0/16' }]);
});

it('changes what differs and leaves the rest', async () => {
  await apply(file('differs'));
  const { changes } = await apply(file('differs', { name: 'Renamed', baseUrl: 'https://example.org/v1' }));
  expect(changes).toEqual(['differs: tenants.update differs', 'differs: channels.update main']);
});

it('gives a key its new fixed secret', async () => {
  await apply(file('rekeyed'));
  const { changes } = await apply(file('rekeyed', { secret: `another-${CI_KEY}` }));
  expect(changes).toEqual(['rekeyed: keys.update ci']);
});

it('does not bring back a key that was revoked', async () => {
  await apply(file('revoked'));
  await database.owner.query(
    `update api_keys set revoked_at = now()
     where tenant_id = (select id from tenants where slug = 'revoked')`,
  );
  expect(await apply(file('revoked'))).toEqual({ changes: [], newKeys: [] });
});

it('writes audit events in the name of the configuration, without secrets', async () => {
  await apply(file('audited'));
  const { rows } = await database.owner.query(
    `select operation, actor_name, details::text from audit_events
     where tenant_id = (select id from tenants where slug = 'audited') order by id`,
  );
  expect(rows.map((row) => row.operation)).toContain('channels.create');
  expect(rows.every((row) => row.actor_name === 'configuration')).toBe(true);
  expect(JSON.stringify(rows)).not.toContain('sk-configured');
  expect(JSON.stringify(rows)).not.toContain(CI_KEY);
});

it.each([
  ['an unknown field', (text: string) => `${text}    surprise: 1\n`, /tenants\[0\]\.surprise: unknown field/],
  [
    'a wrong type',
    (text: string) => text.replace('name: Acme', 'name: 7'),
    /tenants\[0\]\.name: .*expected string/,
  ],
  [
    'an unknown provider',
    (text: string) => text.replace('provider: openai', 'provider: opneai'),
    /tenants\[0\]\.channels\[0\]\.provider: expected one of openai/,
  ],
  [
    'a missing credential',
    (text: string) => text.replace(/ +apiKey: .*\n/, ''),
    /tenants\[0\]\.channels\[0\]\.apiKey: expected/,
  ],
  [
    'a variable that is not set',
    (text: string) => text.replace('OPENAI_KEY_FOR_TEST', 'NOT_SET_FOR_TEST'),
    /tenants\[0\]\.channels\[0\]\.apiKey: the variable NOT_SET_FOR_TEST is not set/,
  ],
  [
    'a private address',
    (text: string) => text.replace('https://example.com/v1', 'http://127.0.0.1:9100/v1'),
    /tenants\[0\]\.channels\[0\]\.baseUrl: 127\.0\.0\.1 is a private address/,
  ],
  [
    'a team that is not there',
    (text: string) => text.replace('team: core, secret', 'team: cores, secret'),
    /tenants\[0\]\.keys\[0\]\.team: there is no team cores/,
  ],
  ['text that is no YAML', () => 'tenants: [', /was not applied/],
  ['nothing', () => '', /the file: /],
  [
    'the secret of another tenant’s key',
    (text: string) => text.replace(`${CI_KEY}-refused`, `${CI_KEY}-acme`),
    /tenants\[0\]\.keys\[0\]\.secret: a key of another tenant has this secret/,
  ],
])('refuses %s, and applies nothing', async (_, change, reason) => {
  const before = await dump();
  await expect(apply(change(file('refused')))).rejects.toThrow(reason);
  expect(await dump()).toBe(before);
});

it('says where it looked for a file that is not there', async () => {
  await expect(applyConfigurationFile('/nowhere/heddle.yaml')).rejects.toThrow(/HEDDLE_CONFIG/);
});

const withRules = (slug: string, changes: { tenant?: string; team?: string; key?: string } = {}) => `
tenants:
  - slug: ${slug}
    countersAway: admit
    channels: [{ name: main, provider: simulator, models: [metered] }]
    ${
      changes.tenant ??
      `budgets: [{ usd: "500.00", per: month, timeZone: Europe/Berlin, thresholds: [50, 80, 100] }]
    limits: [{ requests: 5, per: second, algorithm: bucket, channel: main }]
    prices: [{ model: metered, inputUsdPerMillion: "2.50", outputUsdPerMillion: "10" }]`
    }
    teams: [{ slug: core, name: Core, ${changes.team ?? 'limits: [{ tokens: 2000000, per: day }]'} }]
    keys:
      - name: ci
        team: core
        secret: '${CI_KEY}-${slug}'
        models: ["gpt-4o*"]
        ${
          changes.key ??
          `limits: [{ requests: 60, per: minute }, { tokens: 200000, per: minute }, { concurrency: 8 }]
        budgets: [{ usd: "5.00", per: total }]`
        }
`;

/** Limits and budgets of a tenant, shortest first. */
async function rulesOf(slug: string) {
  const { rows } = await database.owner.query(
    `select concat_ws(' ', case when api_key_id is not null then 'key' when team_id is not null then 'team' else 'tenant' end,
       channel_id is not null, meter, amount, per, algorithm) as rule, id
     from limits where tenant_id = (select id from tenants where slug = $1)
     union all
     select concat_ws(' ', case when api_key_id is not null then 'key' when team_id is not null then 'team' else 'tenant' end,
       nano_usd, per, time_zone, thresholds), id
     from budgets where tenant_id = (select id from tenants where slug = $1) order by 1`,
    [slug],
  );
  return rows as { rule: string; id: string }[];
}

it('sets limits, budgets and prices, and changes nothing when it is applied again', async () => {
  const { changes } = await apply(withRules('rules'));
  expect(changes).toContain('rules: budgets.create ci');
  expect(changes).toContain('rules: prices.set metered');
  const rules = await rulesOf('rules');
  expect(rules.map(({ rule }) => rule)).toEqual([
    'key 5000000000 total UTC {}',
    'key f concurrency 8 window',
    'key f requests 60 minute window',
    'key f tokens 200000 minute window',
    'team f tokens 2000000 day window',
    'tenant 500000000000 month Europe/Berlin {50,80,100}',
    'tenant t requests 5 second bucket',
  ]);
  const { rows } = await database.owner.query(
    `select name, counters_away, input_nano_usd_per_million as input from tenants join price_overrides on tenant_id = tenants.id where slug = 'rules'`,
  );
  expect(rows).toEqual([{ name: 'rules', counters_away: 'admit', input: '2500000000' }]);
  expect((await apply(withRules('rules'))).changes).toEqual([]);
  expect(await rulesOf('rules')).toEqual(rules);
});

it('changes an amount in its place, takes away what it no longer names, and leaves what people set', async () => {
  await apply(withRules('people'));
  const before = await rulesOf('people');
  await database.owner.query(
    `insert into limits (id, tenant_id, team_id, api_key_id, meter, amount, per, algorithm, updated_at)
     select gen_random_uuid(), tenant_id, team_id, id, 'requests', 7, 'hour', 'window', now() from api_keys
     where tenant_id = (select id from tenants where slug = 'people')`,
  );
  const { changes } = await apply(
    withRules('people', {
      tenant: 'limits: []',
      team: 'budgets: [{ usd: "3", per: week, anchorDay: 7, perEndUser: true, hard: false, caps: true, models: ["gpt-*"] }]',
      key: 'limits: [{ requests: 90, per: minute }]',
    }),
  );
  expect(changes.toSorted()).toEqual([
    'people: budgets.create Core',
    'people: budgets.delete ci',
    'people: budgets.delete people',
    'people: limits.delete Core',
    'people: limits.delete ci',
    'people: limits.delete ci',
    'people: limits.delete people',
    'people: limits.update ci',
    'people: prices.delete metered',
  ]);
  const after = await rulesOf('people');
  expect(after.map(({ rule }) => rule)).toEqual([
    'key f requests 7 hour window',
    'key f requests 90 minute window',
    'team 3000000000 week UTC {}',
  ]);
  expect(after[1]?.id).toBe(before.find(({ rule }) => rule.startsWith('key f requests'))?.id);
});

it.each([
  [
    { key: 'limits: [{ requests: 1, tokens: 2, per: minute }]' },
    'tenants[0].keys[0].limits[0]: Expected one of requests, tokens',
  ],
  [
    { key: 'limits: [{ concurrency: 1, per: minute }]' },
    'tenants[0].keys[0].limits[0].per: Expected none with concurrency',
  ],
  [{ team: 'limits: [{ requests: 1 }]' }, 'tenants[0].teams[0].limits[0].per: Expected'],
  [
    { team: 'limits: [{ requests: 1, per: day, channel: gone }]' },
    'tenants[0].teams[0].limits[0].channel: there is no channel gone; expected one of main',
  ],
  [{ key: 'budgets: [{ usd: 5, per: total }]' }, 'tenants[0].keys[0].budgets[0].usd: '],
  [
    { key: 'budgets: [{ usd: "5", per: total }, { usd: "6", per: total }]' },
    'tenants[0].keys[0].budgets[1]: an earlier one counts the same',
  ],
  [{ key: 'budgets: [{ usd: "5", per: day, anchorDay: 3 }]' }, 'tenants[0].keys[0].budgets[0].anchorDay: '],
  [
    {
      key: `limits: [${Array.from({ length: 21 }, (_, index) => `{ requests: 1, per: day, models: [m${index}] }`)}]`,
    },
    'tenants[0].keys[0]: There may be 20 limits',
  ],
  [
    { tenant: 'prices: [{ model: m, provider: nobody, inputUsdPerMillion: "1", outputUsdPerMillion: "1" }]' },
    'tenants[0].prices[0].provider',
  ],
])('names the place of what is wrong with %j', async (changes, problem) => {
  await expect(apply(withRules('wrong', changes))).rejects.toThrow(problem);
});
