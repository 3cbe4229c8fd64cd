import { type BoundName, bounds } from '../../canonical/bounds.ts';
import type { JsonValue } from '../../canonical/json.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/** The bound that a usage object goes beyond; null for any that is one. A stream merges it each time it comes, so it has to be small. */
export function boundOfUsage(usage: JsonValue | undefined): BoundName | null {
  if (!isJsonObject(usage)) return null;
  if (Object.keys(usage).length > bounds.usageMembers.most) return 'usageMembers';
  const { iterations } = usage;
  return Array.isArray(iterations) && iterations.length > bounds.usageIterations.most
    ? 'usageIterations'
    : null;
}
