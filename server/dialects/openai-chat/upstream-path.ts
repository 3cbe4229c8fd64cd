import type { UpstreamOperation } from '../dialect.ts';

/** The format has no call that counts tokens: an upstream is never asked, and Heddle counts for itself. */
export function upstreamPath(operation: UpstreamOperation): string {
  return operation.name === 'list-models' ? '/models' : '/chat/completions';
}
