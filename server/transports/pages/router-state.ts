/** Far beyond what the deepest page sends; Next's own check takes a time that grows with the square of the depth. */
const MOST_LEVELS = 24;

/** How Next names the kinds of dynamic segments. */
const PARAMETER_KINDS = new Set([
  ...['c', 'oc', 'd'],
  ...['ci', 'di'].flatMap((kind) => ['(.)', '(..)', '(...)', '(..)(..)'].map((place) => kind + place)),
]);
const MARKERS = new Set(['refetch', 'inside-shared-layout', 'metadata-only']);

/**
 * Whether the pages' process can read a `next-router-state-tree`, by which a browser tells what of a page it has
 * already. Next answers 500 to one that it cannot read (`flightRouterStateSchema` in
 * next/dist/server/app-render/types.js).
 */
export function isRouterState(header: string): boolean {
  try {
    return isTree(JSON.parse(decodeURIComponent(header)), MOST_LEVELS);
  } catch {
    return false;
  }
}

/** `[segment, {name: tree, …}]`, and up to four members that may be left out or null, the last one only left out. */
function isTree(value: unknown, levels: number): boolean {
  if (levels === 0 || !Array.isArray(value) || value.length < 2 || value.length > 6) return false;
  const [segment, children, refresh = null, marker = null, hints = null, last = ''] = value;
  return (
    isSegment(segment) &&
    isRecord(children) &&
    (refresh === null || (isTexts(refresh) && refresh.length === 2)) &&
    (marker === null || MARKERS.has(marker)) &&
    (hints === null || typeof hints === 'number') &&
    typeof last === 'string' &&
    Object.values(children).every((child) => isTree(child, levels - 1))
  );
}

/** A name, or `[parameter, value, kind, siblings]`. */
function isSegment(value: unknown): boolean {
  if (typeof value === 'string') return true;
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [parameter, text, kind, siblings] = value;
  return isTexts([parameter, text]) && PARAMETER_KINDS.has(kind) && (siblings === null || isTexts(siblings));
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
