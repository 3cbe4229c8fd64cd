/** Rows as JSON Lines: an object a line. Amounts larger than a JSON number is exact are decimal text. */
export function writeJsonLines(rows: readonly Record<string, unknown>[]): string {
  return rows.map((row) => `${JSON.stringify(row, writeAmount)}\n`).join('');
}

function writeAmount(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
