import type { Job } from './job.ts';

const INTERVAL_MS = 600_000;
const BATCH = 5_000;
const LONGEST_RUN_MS = 5_000;

/** Deletes answers to requests with an Idempotency-Key that have expired, and counts anew what each tenant has. */
export const idempotentAnswers: Job = {
  name: 'idempotent-answers',
  intervalMs: INTERVAL_MS,
  async run(connection) {
    const until = performance.now() + LONGEST_RUN_MS;
    let deleted = 0;
    for (let taken = BATCH; taken === BATCH && performance.now() < until; deleted += taken) {
      const { rowCount } = await connection.query(
        `DELETE FROM idempotent_answers WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM idempotent_answers WHERE expires_at < now() LIMIT $1))`,
        [BATCH],
      );
      taken = rowCount ?? 0;
    }
    await connection.query(`
      UPDATE idempotency_rooms SET bytes = coalesce(
        (SELECT sum(idempotency_row_bytes() + coalesce(octet_length(body), 0)) FROM idempotent_answers
          WHERE idempotent_answers.tenant_id = idempotency_rooms.tenant_id), 0)`);
    return { deleted };
  },
};
