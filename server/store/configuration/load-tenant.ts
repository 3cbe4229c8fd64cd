import type { Pool, PoolClient } from 'pg';
import { CredentialError, openCredential } from '../../platform/crypto/credential.ts';
import type { Logger } from '../../platform/logger.ts';
import type { GatewayChannel, PriceOverride, ServingChannel, TenantConfiguration } from '../configuration.ts';
import { DEMO_TENANT } from '../demo-tenant.ts';
import { type BudgetRow, type LimitRow, toBudgets, toLimits } from './rule-rows.ts';

interface TenantRow {
  id: string;
  slug: string;
  store_content: boolean;
  counters_away: TenantConfiguration['whenCountersAway'];
  private_networks: string[];
}

interface ServingRow {
  id: string;
  name: string;
  provider: string;
  base_url: string | null;
  credential: Buffer | null;
  credential_key_id: string | null;
  priority: number;
  weight: number;
  model: string;
  upstream_model: string;
}

interface PriceRow {
  id: string;
  tenant_id: string | null;
  provider: string | null;
  model: string;
  input_nano_usd_per_million: string;
  output_nano_usd_per_million: string;
  cached_input_nano_usd_per_million: string | null;
  cache_write_nano_usd_per_million: string | null;
  updated_at: Date;
}

/**
 * Reads all the gateway needs of a tenant, from one snapshot; null when it is gone. Credentials are opened
 * here, once; a channel whose credential does not open is left out and logged.
 * @throws when the database cannot be asked
 */
export async function loadTenant(
  pool: Pool,
  tenantId: string,
  logger: Logger,
): Promise<TenantConfiguration | null> {
  const client = await pool.connect();
  // A connection that breaks rejects the query at work; without a listener it would end the process as well.
  client.on('error', ignore);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
    const configuration = await read(client, tenantId, logger);
    await client.query('COMMIT');
    client.off('error', ignore);
    client.release();
    return configuration;
  } catch (error) {
    // The connection may be in the middle of anything: it is not used again.
    client.release(true);
    throw error;
  }
}

function ignore(): void {}

async function read(
  client: PoolClient,
  tenantId: string,
  logger: Logger,
): Promise<TenantConfiguration | null> {
  const tenants = await client.query<TenantRow>(
    `SELECT id, slug, store_content, counters_away,
            ARRAY (SELECT network FROM private_networks WHERE tenant_id = tenants.id ORDER BY network) AS private_networks
       FROM tenants WHERE id = $1`,
    [tenantId],
  );
  const [tenant] = tenants.rows;
  if (!tenant) return null;
  const serving = await client.query<ServingRow>(
    `SELECT channels.id, channels.name, provider, base_url, credential, credential_key_id, priority, weight,
            channel_models.name AS model, upstream_name AS upstream_model
       FROM channels JOIN channel_models ON channel_models.channel_id = channels.id
      WHERE channels.tenant_id = $1 AND enabled
      ORDER BY priority, channels.name`,
    [tenantId],
  );
  const prices = await client.query<PriceRow>(
    'SELECT * FROM price_overrides WHERE tenant_id = $1 OR tenant_id IS NULL',
    [tenantId],
  );
  const limits = await client.query<LimitRow>(
    'SELECT * FROM limits WHERE tenant_id = $1 AND api_key_id IS NULL ORDER BY created_at, id',
    [tenantId],
  );
  const budgets = await client.query<BudgetRow>(
    'SELECT * FROM budgets WHERE tenant_id = $1 AND api_key_id IS NULL ORDER BY created_at, id',
    [tenantId],
  );
  const owner: Owner = {
    tenantId,
    mayUseThisMachine: tenant.slug === DEMO_TENANT,
    privateNetworks: tenant.private_networks,
  };
  return {
    id: tenant.id,
    slug: tenant.slug,
    storeContent: tenant.store_content,
    channelsByModel: byModel(serving.rows, owner, logger),
    priceOverrides: prices.rows.map(toOverride),
    limits: toLimits(limits.rows, null),
    budgets: toBudgets(budgets.rows, null),
    whenCountersAway: tenant.counters_away,
  };
}

/** What a tenant's channels have in common. */
interface Owner extends Pick<GatewayChannel, 'mayUseThisMachine' | 'privateNetworks'> {
  tenantId: string;
}

function byModel(rows: readonly ServingRow[], owner: Owner, logger: Logger): Map<string, ServingChannel[]> {
  const channels = new Map<string, GatewayChannel | null>();
  const channelsByModel = new Map<string, ServingChannel[]>();
  for (const row of rows) {
    let channel = channels.get(row.id);
    if (channel === undefined) {
      channel = toChannel(row, owner, logger);
      channels.set(row.id, channel);
    }
    if (!channel) continue;
    const serving = channelsByModel.get(row.model) ?? [];
    serving.push({ channel, upstreamModel: row.upstream_model });
    channelsByModel.set(row.model, serving);
  }
  return channelsByModel;
}

/** Null when its credential does not open. */
function toChannel(row: ServingRow, owner: Owner, logger: Logger): GatewayChannel | null {
  const { tenantId, ...access } = owner;
  const place = { tenantId, channelId: row.id };
  try {
    return {
      id: row.id,
      name: row.name,
      provider: row.provider,
      baseUrl: row.base_url,
      credential: row.credential && openCredential(row.credential, row.credential_key_id ?? '', place),
      ...access,
      priority: row.priority,
      weight: row.weight,
    };
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error;
    logger.error(
      { channelId: row.id, channel: row.name, reason: error.message },
      'a channel is out of use: its credential does not open; enter it again, or bring back the encryption key',
    );
    return null;
  }
}

function toOverride(row: PriceRow): PriceOverride {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    provider: row.provider,
    model: row.model,
    inputNanoUsdPerMillion: BigInt(row.input_nano_usd_per_million),
    outputNanoUsdPerMillion: BigInt(row.output_nano_usd_per_million),
    cachedInputNanoUsdPerMillion: optionalBigInt(row.cached_input_nano_usd_per_million),
    cacheWriteNanoUsdPerMillion: optionalBigInt(row.cache_write_nano_usd_per_million),
    updatedAt: row.updated_at,
  };
}

function optionalBigInt(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
