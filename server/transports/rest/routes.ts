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

/**
 * What a path below /api/v1 stands for, by method; empty when it stands for nothing. A name written out wins over a
 * field, whatever the method: /keys/figures is no key.
 */
export function matchRoutes(path: string): Map<string, Match> {
  const given = splitPath(path);
  const matching = routes.flatMap(({ operation, method, segments }) => {
    const fields = matchSegments(segments, given);
    return fields ? [{ operation, method, fields }] : [];
  });
  const fewest = Math.min(...matching.map(({ fields }) => Object.keys(fields).length));
  return new Map(
    matching.flatMap(({ operation, method, fields }) =>
      Object.keys(fields).length === fewest ? [[method, { operation, fields }]] : [],
    ),
  );
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
