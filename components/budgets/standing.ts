import type { Outputs } from '@/components/api/trpc';
import { nanoUsdOf } from '@/components/rules/nano-usd-of';

export type Budget = Outputs['budgets']['list']['items'][number];
export type Standing = NonNullable<Budget['standing']>;

/** Nano-dollars, and shares of the amount from 0 on. */
export type Spending = {
  spent: bigint;
  reserved: bigint;
  left: bigint;
  amount: bigint;
  spentShare: number;
  reservedShare: number;
};

export function spendingOf(usd: string, { spentUsd, reservedUsd, leftUsd }: Standing): Spending {
  const [amount, spent, reserved] = [nanoUsdOf(usd), nanoUsdOf(spentUsd), nanoUsdOf(reservedUsd)];
  // Of nothing, anything is all.
  const share = (part: bigint) =>
    amount > 0n ? Math.max(0, Number((part * 10_000n) / amount) / 10_000) : part > 0n ? 1 : 0;
  return {
    amount,
    spent,
    reserved,
    left: nanoUsdOf(leftUsd),
    spentShare: share(spent),
    reservedShare: share(reserved),
  };
}

/** How a budget stands, or, where each end user has one, whoever spent most of theirs; null where it is not for the reader to see. */
export function standingOf({ standing, endUsers }: Budget): Standing | null {
  return standing ?? endUsers?.[0] ?? null;
}

/** Since when a budget counts, in milliseconds since 1970: since its period began, or it was made in the middle of one. */
export function countsSince({ period, createdAt }: Pick<Budget, 'period' | 'createdAt'>): number {
  return Math.max(period.start === null ? 0 : Date.parse(period.start), Date.parse(createdAt));
}

/**
 * What will have been spent at the period's end if it goes on like this, in nano-dollars; null where there is no end, or
 * too little time has passed to say.
 */
export function forecast(
  budget: Pick<Budget, 'period' | 'createdAt'>,
  spent: bigint,
  now: number,
): bigint | null {
  if (budget.period.end === null) return null;
  const [since, end] = [countsSince(budget), Date.parse(budget.period.end)];
  const passed = now - since;
  if (passed < (end - since) / 20 || now >= end) return null;
  return (spent * BigInt(end - since)) / BigInt(passed);
}
