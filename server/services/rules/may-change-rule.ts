import { Fault } from '../../canonical/fault.ts';
import type { TenantContext } from '../operation.ts';
import { reachesAllRules } from './rule-place.ts';

/** As much of a rule as says who may change it. */
export interface ChangedRule {
  apiKeyId: string | null;
  createdById: string | null;
  configured: boolean;
}

/**
 * Owners change every rule. Others change those they set themselves on a key: what an owner, or a configuration file,
 * set on it holds them, too.
 */
export function mayChangeRule(context: Pick<TenantContext, 'role' | 'actor'>, rule: ChangedRule): boolean {
  if (reachesAllRules(context)) return true;
  return rule.apiKeyId !== null && !rule.configured && rule.createdById === context.actor.id;
}

/** @throws Fault forbidden */
export function assertMayChangeRule(context: Pick<TenantContext, 'role' | 'actor'>, rule: ChangedRule): void {
  if (mayChangeRule(context, rule)) return;
  throw new Fault('forbidden', 'Somebody else set this. Ask an owner to change it.', { path: 'id' });
}
