import type { PoolClient } from 'pg';
import type { ChannelResult, ChannelResults } from '../store/channel-results/channel-results.ts';
import type { Job } from './job.ts';

const MINUTE_MS = 60_000;
const LARGEST_BATCH = 1_000;

/**
 * Writes down, once a minute at most, what came of this process's latest requests over each channel. What another
 * process wrote later stays; a channel deleted meanwhile is passed over.
 */
export function keepChannelResults(results: ChannelResults): Job {
  return {
    name: 'channel-results',
    intervalMs: MINUTE_MS,
    async run(connection) {
      const taken = results.take();
      for (let start = 0; start < taken.length; start += LARGEST_BATCH) {
        await write(connection, taken.slice(start, start + LARGEST_BATCH));
      }
      return { results: taken.length };
    },
  };
}

async function write(connection: PoolClient, results: readonly ChannelResult[]): Promise<void> {
  const column = <Name extends keyof ChannelResult>(name: Name) => results.map((result) => result[name]);
  await connection.query(
    `INSERT INTO channel_results AS kept
       (channel_id, tenant_id, succeeded, at, by_test, model, duration_ms, outcome, status, message)
     SELECT c.id, c.tenant_id, r.succeeded, r.at, false, r.model, r.duration_ms, r.outcome, r.status, NULL
     FROM unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::timestamptz[], $5::text[], $6::int[], $7::text[], $8::int[])
       AS r (tenant_id, channel_id, succeeded, at, model, duration_ms, outcome, status)
     JOIN channels c ON c.id = r.channel_id AND c.tenant_id = r.tenant_id
     ORDER BY c.id, r.succeeded
     ON CONFLICT (channel_id, succeeded) DO UPDATE SET
       at = excluded.at, by_test = false, model = excluded.model, duration_ms = excluded.duration_ms,
       outcome = excluded.outcome, status = excluded.status, message = NULL
     WHERE kept.at <= excluded.at`,
    [
      column('tenantId'),
      column('channelId'),
      column('succeeded'),
      column('at'),
      column('model'),
      column('durationMs'),
      column('outcome'),
      column('status'),
    ],
  );
}
