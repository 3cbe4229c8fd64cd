import pg from 'pg';
import type { LedgerEntry } from './entry.ts';
import { insertStatement } from './insert-statement.ts';

/** Classes of SQLSTATE that speak of a row and not of the server: data exception, integrity violation, a limit exceeded. */
const DATA_ERROR = /^(?:22|23|54)/;

/** An entry the database refuses for its content, and why. */
export interface RefusedEntry {
  entry: LedgerEntry;
  cause: Error;
}

export interface InsertedEntries {
  /** How many were not there before. Of entries with content, how many contents. */
  inserted: number;
  refused: RefusedEntry[];
}

/**
 * Inserts entries; idempotent by id. Entries the database refuses are singled out by halving, so that they
 * do not sink the others; one whose content is refused (its tenant is gone) is inserted without.
 * @param patienceMs a statement that takes longer counts as failed, whatever becomes of it
 * @throws when the database cannot be asked, or refuses everything (missing table, missing right)
 */
export async function insertEntries(
  pool: pg.Pool,
  entries: readonly LedgerEntry[],
  patienceMs: number,
): Promise<InsertedEntries> {
  try {
    const statement = Object.assign(insertStatement(entries), { query_timeout: patienceMs });
    const { rowCount } = await pool.query(statement);
    return { inserted: rowCount ?? 0, refused: [] };
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError && DATA_ERROR.test(cause.code ?? ''))) throw cause;
    const [only] = entries;
    if (only && entries.length === 1) {
      return only.content
        ? insertEntries(pool, [{ ...only, content: null }], patienceMs)
        : { inserted: 0, refused: [{ entry: only, cause }] };
    }
    const middle = entries.length >> 1;
    const first = await insertEntries(pool, entries.slice(0, middle), patienceMs);
    const second = await insertEntries(pool, entries.slice(middle), patienceMs);
    return {
      inserted: first.inserted + second.inserted,
      refused: [...first.refused, ...second.refused],
    };
  }
}
