import { logsHref } from '@/components/logs/logs-href';
import type { Budget } from './standing';

/** Where one sees what a budget was spent on. */
export function budgetLinks(
  tenant: string,
  { key, team, per }: Pick<Budget, 'key' | 'team' | 'per'>,
): { usage: string; logs: string } {
  const range = per === 'day' ? 'day' : per === 'week' ? 'week' : 'month';
  const filter = key ? { key: [key.id] } : team ? { team: [team.id] } : {};
  const query = new URLSearchParams({ range, ...(key ? { key: key.id } : team ? { team: team.id } : {}) });
  return { usage: `/${tenant}/usage?${query}`, logs: logsHref(tenant, { ...filter, range }) };
}
