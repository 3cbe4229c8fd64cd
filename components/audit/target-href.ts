import type { AuditEvent } from './audit-event';
import { type AuditNoun, knownOperations } from './known-operations';

const places: Partial<Record<AuditNoun, string>> = {
  key: 'keys',
  rule: 'budgets',
  channel: 'channels',
  price: 'models',
  member: 'settings?tab=members',
  team: 'settings?tab=teams',
  workspace: 'settings',
  view: 'logs',
};

/** Where the thing is seen that an event was done to; undefined where it is gone, or stands nowhere. */
export function targetHref(
  tenant: string,
  { operation, targetExists }: Pick<AuditEvent, 'operation' | 'targetExists'>,
): string | undefined {
  const noun = Object.hasOwn(knownOperations, operation) ? knownOperations[operation]?.noun : undefined;
  const place = noun && places[noun];
  return place && targetExists ? `/${tenant}/${place}` : undefined;
}
