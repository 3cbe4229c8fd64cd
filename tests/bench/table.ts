/** Rows under their titles; the first column is on the left, the others are figures. */
export function formatTable(titles: readonly string[], cells: readonly (readonly string[])[]): string {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [line(titles), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].join('\n');
}
