import type { ListedRow } from './listed-columns.ts';
import type { presentLogs } from './log.ts';

type PresentedLog = Awaited<ReturnType<typeof presentLogs<ListedRow>>>[number];

/** A request as a line of an exported file, by the names of its columns. */
export function exportRow(log: PresentedLog) {
  return {
    request_id: log.id,
    time: log.createdAt.toISOString(),
    team: log.team.name,
    api_key: log.apiKey.name,
    model_requested: log.modelRequested,
    model_used: log.modelUsed,
    provider: log.provider,
    channel: log.channel?.name ?? null,
    channels_tried: log.triedChannels.map(({ id, name }) => name ?? id).join(' '),
    endpoint: log.endpoint,
    stream: log.stream,
    http_status: log.httpStatus,
    error_code: log.errorCode,
    ended_by: log.endedBy,
    end_user: log.endUser,
    tags: log.tags.join(' '),
    input_tokens: log.inputTokens,
    cached_input_tokens: log.cachedInputTokens,
    cache_write_tokens: log.cacheWriteTokens,
    output_tokens: log.outputTokens,
    reasoning_tokens: log.reasoningTokens,
    usage_estimated: log.usageEstimated,
    cost_nano_usd: log.costNanoUsd,
    price_version: log.priceVersion,
    latency_first_byte_ms: log.latencyFirstByteMs,
    latency_ms: log.latencyMs,
  };
}
