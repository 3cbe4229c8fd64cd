import { operations } from '../../services/index.ts';
import type { Operation, RestMount } from '../../services/operation.ts';

export interface Route {
  operation: Operation;
  method: RestMount['method'];
  /** Segments of the path template; `{name}` stands for a field of the input. */
  segments: string[];
}

/** Every operation, where it is mounted. */
export const routes: readonly Route[] = operations.map((operation) => ({
  operation,
  method: operation.rest.method,
  segments: splitPath(operation.rest.path),
}));

export interface Match {
  operation: Operation;
  /** Fields of the input that the path gives. */
  fields: Record<string, string>;
}

/** What a path below /api/v1 stands for, by method; empty when it stands for nothing. */
export function matchRoutes(path: string): Map<string, Match> {
  const given = splitPath(path);
  const matches = new Map<string, Match & { literals: number }>();
  for (const { operation, method, segments } of routes) {
    const fields = matchSegments(segments, given);
    if (!fields) continue;
    // A name written out wins over a field: /logs/export over /logs/{id}.
    const literals = segments.length - Object.keys(fields).length;
    if ((matches.get(method)?.literals ?? -1) < literals)
      matches.set(method, { operation, fields, literals });
  }
  return matches;
}

function matchSegments(segments: string[], given: string[]): Record<string, string> | null {
  if (segments.length !== given.length) return null;
  const fields: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith('{')) fields.push([segment.slice(1, -1), decode(value)]);
    else if (segment !== value) return null;
  }
  return Object.fromEntries(fields);
}

function splitPath(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** Text that is no percent-encoding is taken as it stands; no row has such an id. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
