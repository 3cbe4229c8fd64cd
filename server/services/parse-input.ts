import { z } from 'zod';
import { Fault } from '../canonical/fault.ts';

const MOST_REASONS = 5;
/** Several times what any input has. A request could send a hundred thousand that nobody knows, each with its reason. */
const MOST_FIELDS = 100;

/**
 * The input as the schema makes it.
 * @throws Fault invalid_request: `message` says where and why for each of the first five problems, `path` is
 * the first one's
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  if (hasTooManyFields(input)) throw new Fault('invalid_request', `Expected at most ${MOST_FIELDS} fields.`);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const reasons = describeIssues(parsed.error);
  throw new Fault(
    'invalid_request',
    reasons
      .slice(0, MOST_REASONS)
      .map(({ path, reason }) => (path ? `${path}: ${reason}` : reason))
      .join('\n'),
    { path: reasons[0]?.path || undefined },
  );
}

function hasTooManyFields(input: unknown): boolean {
  if (typeof input !== 'object') return false;
  let fields = 0;
  for (const _ in input) if (++fields > MOST_FIELDS) return true;
  return false;
}

export interface Reason {
  /** As JavaScript writes it: `models[2].name`; empty for the whole. */
  path: string;
  reason: string;
}

/** What is wrong and where, for people. An unknown field is named by its own path. */
export function describeIssues(error: z.ZodError): Reason[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: writePath([...issue.path, key]), reason: 'unknown field' }));
    }
    // Of a union, the alternative that came closest tells most.
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const deepest = issue.errors.reduce((best, each) => (depth(each) > depth(best) ? each : best));
      return describeIssues(
        new z.ZodError(deepest.map((each) => ({ ...each, path: [...issue.path, ...each.path] }))),
      );
    }
    return [{ path: writePath(issue.path), reason: issue.message }];
  });
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)));
}

function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === 'number') return `${written}[${step}]`;
    return written ? `${written}.${String(step)}` : String(step);
  }, '');
}
