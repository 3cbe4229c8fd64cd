/** Where to go after signing in: only a path of this site, never another address. */
export function nextPath(value: string | string[] | undefined): string {
  const path = Array.isArray(value) ? value[0] : value;
  return path?.startsWith('/') && !/^\/[/\\]/.test(path) ? path : '/dashboard';
}
