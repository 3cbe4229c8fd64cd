import { z } from 'zod';
import { count } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { presentLogs } from './log.ts';
import { logFilter, matchingLogs } from './log-filter.ts';
import { readLogs } from './read-logs.ts';
import { writeCsv } from './write-csv.ts';

const MOST_ROWS = 10_000;

export const exportLogs = defineOperation({
  name: 'logs.export',
  kind: 'query',
  scope: 'tenant',
  permission: 'logs:read',
  summary: 'The newest 10 000 requests that match, as CSV (RFC 4180).',
  rest: { method: 'GET', path: '/logs/export' },
  input: z.object(logFilter),
  output: z.object({
    csv: z.string(),
    rows: count,
    /** More requests match than are in the file. */
    truncated: z.boolean(),
  }),
  run: async ({ transaction }, filter) => {
    const rows = await readLogs(transaction, matchingLogs(filter), null, MOST_ROWS + 1);
    const logs = await presentLogs(transaction, rows.slice(0, MOST_ROWS));
    const csv = writeCsv(
      logs.map((log) => ({
        request_id: log.id,
        time: log.createdAt.toISOString(),
        team: log.team.name,
        api_key: log.apiKey.name,
        model_requested: log.modelRequested,
        model_used: log.modelUsed,
        provider: log.provider,
        channel: log.channel?.name ?? null,
        endpoint: log.endpoint,
        stream: log.stream,
        http_status: log.httpStatus,
        error_code: log.errorCode,
        ended_by: log.endedBy,
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
      })),
    );
    return { csv, rows: logs.length, truncated: rows.length > MOST_ROWS };
  },
});
