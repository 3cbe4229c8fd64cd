import { limitPlace } from '../../store/admission/places.ts';
import type { GatewayKey, TenantConfiguration } from '../../store/configuration.ts';
import { matchesModel } from '../../store/model-pattern.ts';
import type { BudgetRule, LimitPeriod, LimitRule, RuleScope } from '../../store/rules.ts';
import type { Caller } from '../authenticate.ts';

/** The rules that hold for the requests of one key for one model. */
export interface HeldRules {
  limits: readonly HeldLimit[];
  budgets: readonly BudgetRule[];
  /** Those of channels, by the channel that is asked; null where there are none. */
  channelLimits: ReadonlyMap<string, readonly HeldLimit[]> | null;
}

export interface HeldLimit {
  rule: LimitRule;
  /** Where it is counted. */
  place: string;
  /** 0 for `concurrency`. */
  periodMs: number;
}

interface KeyRules {
  tenant: TenantConfiguration;
  /** Only models that channels serve get here, so that there are no more of them than were configured. */
  byModel: Map<string, HeldRules | null>;
}

/** By key and tenant as they are in memory, which are others once they change. */
const known = new WeakMap<GatewayKey, KeyRules>();

/** Null where no rule holds, which costs a look at four lists. */
export function heldRules({ key, tenant }: Caller, model: string): HeldRules | null {
  if (
    key.limits.length === 0 &&
    key.budgets.length === 0 &&
    tenant.limits.length === 0 &&
    tenant.budgets.length === 0
  ) {
    return null;
  }
  let ofKey = known.get(key);
  if (ofKey?.tenant !== tenant) {
    ofKey = { tenant, byModel: new Map() };
    known.set(key, ofKey);
  }
  let held = ofKey.byModel.get(model);
  if (held === undefined) {
    held = findRules(key, tenant, model);
    ofKey.byModel.set(model, held);
  }
  return held;
}

function findRules(key: GatewayKey, tenant: TenantConfiguration, model: string): HeldRules | null {
  const holds = ({ scope }: { scope: RuleScope }) =>
    (scope.teamId === null || scope.teamId === key.teamId) &&
    (scope.apiKeyId === null || scope.apiKeyId === key.id) &&
    (scope.models === null || matchesModel(scope.models, model));
  const limits: HeldLimit[] = [];
  const channelLimits = new Map<string, HeldLimit[]>();
  for (const rule of [...key.limits, ...tenant.limits].filter(holds)) {
    const { channelId } = rule.scope;
    if (channelId === null) limits.push(toHeld(rule));
    else channelLimits.set(channelId, [...(channelLimits.get(channelId) ?? []), toHeld(rule)]);
  }
  const budgets = [...key.budgets, ...tenant.budgets].filter(holds);
  if (limits.length === 0 && budgets.length === 0 && channelLimits.size === 0) return null;
  return { limits, budgets, channelLimits: channelLimits.size === 0 ? null : channelLimits };
}

const SECOND_MS = 1_000;
const periodMs: Readonly<Record<LimitPeriod, number>> = {
  second: SECOND_MS,
  minute: 60 * SECOND_MS,
  hour: 3_600 * SECOND_MS,
  day: 86_400 * SECOND_MS,
};

function toHeld(rule: LimitRule): HeldLimit {
  return { rule, place: limitPlace(rule.id), periodMs: rule.per === null ? 0 : periodMs[rule.per] };
}
