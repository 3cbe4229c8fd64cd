import type { Job } from './job.ts';

const HOUR_MS = 3_600_000;
/** A log entry names its key, and the list of invitations shows those nobody took up, for this long. */
const SHOWN_FOR = '30 days';

/** Deletes what lets nobody in any more: sessions, keys of the playground, invitations. Other keys stay, for the records. */
export const expiredAccess: Job = {
  name: 'expired-access',
  intervalMs: HOUR_MS,
  async run(connection) {
    const sessions = await connection.query('DELETE FROM sessions WHERE expires_at < now()');
    const playgroundKeys = await connection.query(
      `DELETE FROM api_keys WHERE kind = 'playground' AND expires_at < now() - $1::interval`,
      [SHOWN_FOR],
    );
    const invitations = await connection.query(
      'DELETE FROM invitations WHERE expires_at < now() - $1::interval',
      [SHOWN_FOR],
    );
    return {
      sessions: sessions.rowCount ?? 0,
      playgroundKeys: playgroundKeys.rowCount ?? 0,
      invitations: invitations.rowCount ?? 0,
    };
  },
};
