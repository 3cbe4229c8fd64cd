import { setTimeout as delay } from 'node:timers/promises';
import type { ChaosPostgres } from './postgres.ts';

/** What the ledger has of one request. */
export interface FoundRecord {
  id: string;
  /** The client's own name for the request. */
  tag: string;
  endedBy: string;
  httpStatus: number;
  inputTokens: number;
  outputTokens: number;
  costNanoUsd: number;
  attempts: number;
}

interface Row {
  id: string;
  tag: string | null;
  ended_by: string;
  http_status: number;
  input_tokens: number;
  output_tokens: number;
  cost_nano_usd: string;
  attempts: number;
}

const POLL_MS = 500;

/** Every record of the tenant, by the client's own names; several of one request are all there. */
export async function readRecords(postgres: ChaosPostgres): Promise<FoundRecord[]> {
  const rows = await postgres.query<Row>(
    `SELECT id, tags[1] AS tag, ended_by, http_status, input_tokens, output_tokens, cost_nano_usd,
            jsonb_array_length(attempts::jsonb) AS attempts
       FROM usage_records`,
  );
  return rows.map((row) => ({
    id: row.id,
    tag: row.tag ?? '',
    endedBy: row.ended_by,
    httpStatus: row.http_status,
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    costNanoUsd: Number(row.cost_nano_usd),
    attempts: row.attempts,
  }));
}

/** The records once `isComplete` of them, or as they are when that takes too long. */
export async function recordsWhen(
  postgres: ChaosPostgres,
  isComplete: (records: readonly FoundRecord[]) => boolean,
  withinMs: number,
): Promise<FoundRecord[]> {
  const until = Date.now() + withinMs;
  for (;;) {
    const records = await readRecords(postgres);
    if (isComplete(records) || Date.now() > until) return records;
    await delay(POLL_MS);
  }
}
