const ELSEWHERE = '/dashboard';
/** Stands for this site while an address is resolved, whatever its name. */
const SITE = 'http://site.invalid';

/**
 * Where to go after signing in: only a path of this site, never another address. It is resolved as browsers do
 * it, who leave out tabs and line ends, and take `\` for `/`.
 */
export function nextPath(value: string | string[] | undefined): string {
  const path = Array.isArray(value) ? value[0] : value;
  if (!path?.startsWith('/') || !URL.canParse(path, SITE)) return ELSEWHERE;
  const { origin, pathname, search, hash } = new URL(path, SITE);
  return origin === SITE && !pathname.startsWith('//') ? pathname + search + hash : ELSEWHERE;
}
