import type { TenantPage } from './tenant-pages';

/** Pressed after G, each leads to its page. */
export const pageKeys: Record<TenantPage, string> = {
  overview: 'o',
  playground: 'p',
  logs: 'l',
  usage: 'u',
  keys: 'k',
  budgets: 'b',
  channels: 'c',
  models: 'm',
  settings: 's',
};
