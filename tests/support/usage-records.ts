import { randomUUID } from 'node:crypto';
import type { TeamWorld, World } from './control-plane.ts';
import type { TestDatabase } from './database.ts';

export interface UsageColumns {
  id: string;
  created_at: Date;
  endpoint: string;
  model_requested: string;
  input_tokens: number;
  output_tokens: number;
  cost_nano_usd: bigint;
  price_version: string | null;
  latency_ms: number;
  latency_first_byte_ms: number | null;
  http_status: number;
  error_code: string | null;
  channel_id: string | null;
  stream: boolean;
  ended_by: string;
  dialect: string;
  provider: string | null;
  model_used: string | null;
  attempts: string;
  error_message: string | null;
  tried_channel_ids: string[];
  end_user: string | null;
  tags: string[];
  cost_lines: string | null;
}

/** One request on the ledger, with whatever columns matter to the test. */
export async function insertUsageRecord(
  database: TestDatabase,
  world: World,
  team: TeamWorld,
  columns: Partial<UsageColumns> = {},
): Promise<void> {
  const row = {
    id: randomUUID(),
    created_at: new Date(Date.now() - 60_000),
    tenant_id: world.tenant.id,
    team_id: team.id,
    api_key_id: team.apiKeyId,
    dialect: 'openai-chat',
    endpoint: '/v1/chat/completions',
    stream: false,
    model_requested: world.model,
    model_used: 'simulator',
    channel_id: world.channelId,
    provider: 'simulator',
    attempts: JSON.stringify([
      {
        channelId: world.channelId,
        channelName: `channel ${world.mark}`,
        provider: 'simulator',
        model: 'simulator',
        reason: 'priority 0',
        status: 200,
        errorCode: null,
        startedAfterMs: 0,
        durationMs: 10,
      },
    ]),
    input_tokens: 10,
    cached_input_tokens: 0,
    cache_write_tokens: 0,
    output_tokens: 5,
    reasoning_tokens: 0,
    raw_usage: JSON.stringify({ prompt_tokens: 10 }),
    usage_estimated: false,
    cost_nano_usd: 100n,
    price_version: 'free:simulator',
    latency_first_byte_ms: 5,
    latency_ms: 10,
    http_status: 200,
    error_code: null,
    finish_reason: 'stop',
    ended_by: 'completed',
    losses: [],
    ...columns,
  };
  const names = Object.keys(row);
  await database.owner.query(
    `insert into usage_records (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
}
