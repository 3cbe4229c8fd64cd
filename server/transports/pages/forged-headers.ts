import { isRouterState } from './router-state.ts';

const ROUTER_STATE = 'next-router-state-tree';

/** Names of Next's own headers that only a forged request has, and that make the pages' process fail or complain. */
export function forgedHeaders(read: (name: string) => unknown): string[] {
  // There are no server actions to call.
  const forged = ['next-action'];
  const routerState = read(ROUTER_STATE);
  // Sent twice it is one header with both values, or a list: neither is readable.
  if (typeof routerState !== 'string' || !isRouterState(routerState)) forged.push(ROUTER_STATE);
  return forged;
}
