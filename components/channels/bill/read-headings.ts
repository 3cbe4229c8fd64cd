const MOST_HEADINGS = 100;

/** What the first line of a CSV file says; nothing where it cannot be read. The reader is fetched when it is needed. */
export async function readHeadings(text: string): Promise<string[]> {
  const { parse } = await import('csv-parse/browser/esm/sync');
  try {
    const [headings = []]: string[][] = parse(text, { bom: true, to: 1, relax_column_count: true });
    return [...new Set(headings.map((heading) => heading.trim()))].filter(Boolean).slice(0, MOST_HEADINGS);
  } catch {
    return [];
  }
}
