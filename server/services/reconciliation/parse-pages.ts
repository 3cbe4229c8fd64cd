import { z } from 'zod';
import { unreadable } from './bill.ts';

/**
 * The buckets of a report, which an API gives in pages: one page, or a list of pages.
 * @throws Fault that names the place of what is wrong
 */
export function parsePages<Bucket extends z.ZodType>(report: string, bucket: Bucket): z.output<Bucket>[] {
  const page = z.object({ data: z.array(bucket) });
  let parsed: unknown;
  try {
    parsed = JSON.parse(report);
  } catch {
    unreadable('text', 'JSON as the API answers it');
  }
  const read = z.array(page).safeParse(Array.isArray(parsed) ? parsed : [parsed]);
  if (read.success) return read.data.flatMap(({ data }) => data);
  const [issue] = read.error.issues;
  return unreadable(issue?.path.join('.') || 'JSON', issue?.message ?? 'a page of the report');
}
