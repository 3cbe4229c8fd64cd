import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const DIRECTORY = path.resolve(import.meta.dirname, '../../../prisma/migrations');

/** A step of the schema's history: a directory of prisma/migrations. */
export interface Migration {
  /** Directory name; their order is the order of the names. */
  name: string;
  sql: string;
  /** SHA-256 of the SQL, hex, as Prisma notes it. */
  checksum: string;
}

/** All migrations of this version, oldest first. */
export function readMigrations(): Migration[] {
  return readdirSync(DIRECTORY, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(DIRECTORY, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}
