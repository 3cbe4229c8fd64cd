import { Prisma } from '../../platform/db/prisma.ts';
import type { LogFilter } from './log-filter.ts';
import { matchingText } from './matching-text.ts';

/** The condition on `usage_records` that a filter amounts to, but for its time range. */
export function logConditions(filter: LogFilter): Prisma.Sql {
  const conditions = [...sameConditions(filter), ...rangeConditions(filter)];
  if (filter.text !== undefined) conditions.push(matchingText(filter.text));
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' and ');
}

function sameConditions(filter: LogFilter): Prisma.Sql[] {
  const { model, channelId, triedChannelId, stream, outcome, status, tag } = filter;
  const conditions = [
    anyOf('id', 'uuid', filter.requestId),
    anyOf('api_key_id', 'uuid', filter.apiKeyId),
    anyOf('team_id', 'uuid', filter.teamId),
    anyOf('provider', 'text', filter.provider),
    anyOf('endpoint', 'text', filter.endpoint),
    anyOf('error_code', 'text', filter.errorCode),
    anyOf('end_user', 'text', filter.endUser),
    model && Prisma.sql`(model_requested = any(${model}::text[]) or model_used = any(${model}::text[]))`,
    channelId &&
      Prisma.sql`(channel_id = any(${channelId}::uuid[]) or tried_channel_ids && ${channelId}::uuid[])`,
    // The second is implied by the first, and what lets Postgres use the index of such requests.
    triedChannelId &&
      Prisma.sql`(tried_channel_ids && ${triedChannelId}::uuid[] and tried_channel_ids <> '{}')`,
    tag && Prisma.sql`tags && ${tag}::text[]`,
    stream !== undefined && Prisma.sql`stream = ${stream}`,
    status && withStatus(status),
    // Implied by a code, and what lets Postgres use the index of failures.
    (outcome === 'failure' || filter.errorCode) && Prisma.sql`error_code is not null`,
    outcome === 'success' && Prisma.sql`error_code is null`,
  ];
  return conditions.filter((condition) => condition instanceof Prisma.Sql);
}

function anyOf(column: string, type: 'uuid' | 'text', values: readonly string[] | undefined) {
  return values && Prisma.sql`${Prisma.raw(column)} = any(${[...values]}::${Prisma.raw(type)}[])`;
}

function withStatus(statuses: readonly string[]): Prisma.Sql {
  const exact = statuses.filter((status) => !status.endsWith('xx')).map(Number);
  const classes = statuses.filter((status) => status.endsWith('xx')).map((status) => Number(status[0]));
  return Prisma.sql`(http_status = any(${exact}::int[]) or http_status / 100 = any(${classes}::int[]))`;
}

/** Columns with a least and a most. */
function rangeConditions(filter: LogFilter): Prisma.Sql[] {
  const ranges = [
    ['cost_nano_usd', filter.minCostNanoUsd, filter.maxCostNanoUsd],
    ['latency_ms', filter.minLatencyMs, filter.maxLatencyMs],
    ['latency_first_byte_ms', filter.minFirstByteMs, filter.maxFirstByteMs],
    ['input_tokens', filter.minInputTokens, filter.maxInputTokens],
    ['output_tokens', filter.minOutputTokens, filter.maxOutputTokens],
  ] as const;
  return ranges.flatMap(([column, least, most]) => [
    ...(least === undefined ? [] : [Prisma.sql`${Prisma.raw(column)} >= ${least}`]),
    ...(most === undefined ? [] : [Prisma.sql`${Prisma.raw(column)} <= ${most}`]),
  ]);
}
