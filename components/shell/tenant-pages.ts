/** The pages of a tenant, by their names below it in the address. */
export const tenantPages = [
  'overview',
  'playground',
  'logs',
  'usage',
  'keys',
  'budgets',
  'channels',
  'models',
  'settings',
] as const;

export type TenantPage = (typeof tenantPages)[number];

/** Whether a path, with or without a query, is one that some tenant could have: `/acme`, `/acme/logs?status=500`. */
export function isTenantPath(path: string): boolean {
  const [pathname = ''] = path.split('?', 1);
  const [, tenant, page, ...rest] = pathname.replace(/\/$/, '').split('/');
  if (!tenant || rest.length > 0) return false;
  return page === undefined || tenantPages.some((name) => name === page);
}
