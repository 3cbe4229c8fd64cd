import type { CheckName } from './broken-variants.ts';
import { type AbandonedOptions, checkAbandoned } from './checks/abandoned.ts';
import { type BudgetOptions, checkBudget } from './checks/budget.ts';
import type { CheckResult } from './checks/check.ts';
import { checkFaults } from './checks/faults.ts';
import { checkKilled, type KilledOptions } from './checks/killed.ts';
import { checkOutage, type OutageOptions } from './checks/outage.ts';
import { checkRestarts, type RestartsOptions } from './checks/restarts.ts';
import type { StrikeOptions } from './checks/strike.ts';
import { faults } from './faults/index.ts';
import { applyConfiguration } from './stage/gateways.ts';
import type { Stage } from './stage/stage.ts';

/** How much of everything is played. */
export interface Extent {
  strike: StrikeOptions;
  killed: KilledOptions;
  restarts: RestartsOptions;
  abandoned: AbandonedOptions;
  outage: OutageOptions;
  budget: BudgetOptions;
}

/** For a look, and for every run of the tests, on machines that have something else to do. */
export const short: Extent = {
  strike: { comingMs: 600, busyMs: 20_000 },
  killed: { kills: 2, inFlight: 40 },
  restarts: { rounds: 1, processes: 2, concurrency: 8 },
  abandoned: { requests: 70, closedWithinMs: 4_000 },
  outage: { seconds: 4, perSecond: 100 },
  budget: { requests: 300 },
};

export const full: Extent = {
  strike: { comingMs: 3_000, busyMs: 0 },
  killed: { kills: 100, inFlight: 200 },
  restarts: { rounds: 25, processes: 2, concurrency: 24 },
  abandoned: { requests: 1_000, closedWithinMs: 1_000 },
  outage: { seconds: 60, perSecond: 30 },
  budget: { requests: 1_000 },
};

export interface PlayOptions extends Extent {
  /** Part of the names of the faults that strike. */
  fault: string;
  /** Called as soon as there is a result. */
  report(result: CheckResult): void;
}

/** Plays checks one after the other. */
export async function playChecks(
  stage: Stage,
  names: readonly CheckName[],
  { fault, report, ...extent }: PlayOptions,
): Promise<void> {
  await applyConfiguration(stage);
  const play: Record<CheckName, () => Promise<void>> = {
    faults: () => {
      const chosen = faults.filter(({ name }) => name.includes(fault));
      return checkFaults(stage, { faults: chosen, report, ...extent.strike });
    },
    killed: async () => report(await checkKilled(stage, extent.killed)),
    restarts: async () => report(await checkRestarts(stage, extent.restarts)),
    abandoned: async () => report(await checkAbandoned(stage, extent.abandoned)),
    budget: async () => report(await checkBudget(stage, extent.budget)),
    outage: async () => report(await checkOutage(stage, extent.outage)),
  };
  for (const name of names) await play[name]();
}
