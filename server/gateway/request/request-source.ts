import type { DialectName } from '../../canonical/dialect-name.ts';
import type { CountingDialect } from '../../dialects/token-count.ts';
import type { Route } from '../routes.ts';

/** All that a request is read from, as plain data: it can be read in another thread. */
export interface RequestSource {
  /** The body as JSON text. */
  bytes: Buffer;
  dialect: DialectName;
  /** Of the format that asks for a count of tokens; null where an answer is to be generated. */
  counting: CountingDialect | null;
  /** What the URL says where the format puts it there. */
  path: { model: string; stream: boolean } | null;
}

/** Of an operation that takes a body. */
export type BodyRoute = Extract<Route, { operation: 'generate' | 'count-tokens' }>;

export function sourceOf(bytes: Buffer, route: BodyRoute): RequestSource {
  const counting = route.operation === 'count-tokens' ? route.dialect : null;
  return { bytes, dialect: route.dialect, counting, path: route.path ?? null };
}
