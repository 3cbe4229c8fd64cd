import { hash } from 'node:crypto';
import type { AdmissionAsk, Meter } from '../../admission.ts';
import type { OpenRequest } from './open-request.ts';

/** What the script is asked, but for what depends on the moment. */
export interface StoreCall {
  verb: 'take' | 'read' | 'settle' | 'renew' | 'seed' | 'charge' | 'forget' | 'check';
  /** Empty where the verb has none. */
  id: string;
  keys: string[];
  values: (string | number)[];
}

const PREFIX = 'heddle';
const LONGEST_PLACE = 256;

/** Of the whole store: belongs to no tenant. */
export const checkCall: StoreCall = { verb: 'check', id: '', keys: [`${PREFIX}:admission`], values: [] };

export function takeCall({ tenantId, id, meters }: AdmissionAsk): StoreCall {
  return metersCall('take', tenantId, id, meters);
}

export function readCall(tenantId: string, meters: readonly Meter[]): StoreCall {
  return metersCall('read', tenantId, '', meters);
}

/** Null where nothing differs from what was taken. `repeated`: what is exact however often it is done. */
export function settleCall(
  { tenantId, id, meters, marks }: OpenRequest,
  actual: readonly number[],
  repeated = false,
): StoreCall | null {
  const call: StoreCall = { verb: 'settle', id, keys: [], values: [] };
  meters.forEach((meter, index) => {
    const given = actual[index];
    const used = given !== undefined && Number.isFinite(given) ? given : meter.amount;
    const isLimit = meter.kind === 'window' || meter.kind === 'bucket';
    if (isLimit && (repeated || used === meter.amount)) return;
    call.keys.push(...keysOf(tenantId, meter));
    call.values.push(...meterValues(meter), written(used), marks[index] ?? '');
  });
  return call.keys.length === 0 ? null : call;
}

/** Requests of one tenant. Null where they hold nothing that ends by itself. */
export function renewCall(requests: readonly OpenRequest[]): StoreCall | null {
  const call: StoreCall = { verb: 'renew', id: '', keys: [], values: [] };
  for (const { tenantId, id, meters } of requests) {
    for (const meter of meters) {
      if (meter.kind === 'window' || meter.kind === 'bucket') continue;
      call.keys.push(...keysOf(tenantId, meter));
      call.values.push(meter.kind, id, written(meter.amount));
    }
  }
  return call.keys.length === 0 ? null : call;
}

export function seedCall(tenantId: string, place: string, spent: number): StoreCall {
  return { verb: 'seed', id: '', keys: [...budgetKeys(tenantId, place)], values: [written(spent)] };
}

export function chargeCall(tenantId: string, place: string, amount: number): StoreCall {
  return { verb: 'charge', id: '', keys: [...budgetKeys(tenantId, place)], values: [written(amount)] };
}

/** What was spent is asked of the ledger again. */
export function forgetCall(budget: BudgetKeys): StoreCall {
  return { verb: 'forget', id: '', keys: [...budget], values: [] };
}

/** The hash and the sorted set of a budget. */
export type BudgetKeys = readonly [string, string];

export function budgetKeys(tenantId: string, place: string): BudgetKeys {
  const key = keyOf(tenantId, place);
  return [key, `${key}:ends`];
}

function metersCall(
  verb: 'take' | 'read',
  tenantId: string,
  id: string,
  meters: readonly Meter[],
): StoreCall {
  const call: StoreCall = { verb, id, keys: [], values: [] };
  for (const meter of meters) {
    call.keys.push(...keysOf(tenantId, meter));
    call.values.push(...meterValues(meter));
  }
  return call;
}

function meterValues(meter: Meter): string[] {
  return [
    meter.kind,
    meter.limit === null ? '' : written(meter.limit),
    'periodMs' in meter ? written(meter.periodMs) : '',
    written(meter.amount),
  ];
}

/** What counts differently stands in another place: a rule may change from one kind or period to another. */
function keysOf(tenantId: string, meter: Meter): readonly string[] {
  switch (meter.kind) {
    case 'budget':
      return budgetKeys(tenantId, meter.place);
    case 'concurrency':
      return [keyOf(tenantId, meter.place, ':concurrency')];
    default:
      return [keyOf(tenantId, meter.place, `:${meter.kind}:${meter.periodMs}`)];
  }
}

/** The braces: all of a tenant's keys are in one slot of a cluster. */
function keyOf(tenantId: string, place: string, suffix = ''): string {
  const name = place.length > LONGEST_PLACE ? hash('sha256', place, 'base64url') : place;
  return `${PREFIX}:{${tenantId}}:${name}${suffix}`;
}

/** Every digit: JavaScript writes large numbers so up to 10^21. */
function written(amount: number): string {
  const most = Number.MAX_SAFE_INTEGER;
  return String(Math.min(most, Math.max(-most, Math.ceil(amount))));
}
