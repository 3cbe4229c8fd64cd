import { Fault } from '../../canonical/fault.ts';
import type { Reading } from '../../store/admission.ts';
import type { BudgetPeriod, BudgetRule } from '../../store/rules.ts';

const periods: Readonly<Record<BudgetPeriod, string>> = {
  day: ' per day',
  week: ' per week',
  month: ' per month',
  total: '',
};

/**
 * What a client is told whose request a budget has too little left for: whose, how much of how much is spent, what the
 * request may cost, and when the budget is full again.
 * @param holder whose budget it is
 * @param nanoUsd the most that the request can cost
 * @param endsAtMs of the period, in milliseconds since 1970; null: it has no end
 */
export function budgetFault(
  rule: BudgetRule,
  holder: string,
  reading: Reading | undefined,
  nanoUsd: number,
  endsAtMs: number | null,
): Fault {
  const { spent = 0, reserved = 0 } = reading ?? {};
  const underway = reserved > 0 ? `, ${usd(reserved)} are reserved for requests under way` : '';
  const resets =
    endsAtMs === null ? 'It does not reset by itself' : `It resets at ${new Date(endsAtMs).toISOString()}`;
  return new Fault(
    'budget_exceeded',
    `Budget exceeded: ${holder} has spent ${usd(spent)} of ${usd(rule.nanoUsd)}${periods[rule.per]}${underway}, and this request may cost up to ${usd(nanoUsd)}. ${resets}.`,
  );
}

const NANO_PER_USD = 1_000_000_000;
const DECIMALS = 9;
const CENT_DIGITS = 2;

/** To the last nano-dollar, and to whole cents at least. */
function usd(nanoUsd: number): string {
  const whole = Math.floor(nanoUsd / NANO_PER_USD);
  const decimals = String(nanoUsd % NANO_PER_USD).padStart(DECIMALS, '0');
  return `$${whole}.${decimals.slice(0, CENT_DIGITS)}${decimals.slice(CENT_DIGITS).replace(/0+$/, '')}`;
}
