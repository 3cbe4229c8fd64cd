import type { CheckName } from './broken-variants.ts';
import { type AbandonedOptions, checkAbandoned } from './checks/abandoned.ts';
import type { CheckResult } from './checks/check.ts';
import { checkFaults } from './checks/faults.ts';
import { checkKilled, type KilledOptions } from './checks/killed.ts';
import { checkOutage, type OutageOptions } from './checks/outage.ts';
import { checkRestarts, type RestartsOptions } from './checks/restarts.ts';
import { faults } from './faults/index.ts';
import { applyConfiguration } from './stage/gateways.ts';
import type { Stage } from './stage/stage.ts';

/** How much of everything is played. */
export interface Extent {
  /** How long requests keep coming under each fault. */
  comingMs: number;
  killed: KilledOptions;
  restarts: RestartsOptions;
  abandoned: AbandonedOptions;
  outage: OutageOptions;
}

export const full: Extent = {
  comingMs: 3_000,
  killed: { kills: Number(process.env.KILLS ?? 100), inFlight: 200 },
  restarts: { restarts: Number(process.env.RESTARTS ?? 50), concurrency: 24 },
  abandoned: { requests: 1_000 },
  outage: { seconds: 60, perSecond: 30 },
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
  { fault, comingMs, report, ...extent }: PlayOptions,
): Promise<void> {
  await applyConfiguration(stage);
  const play: Record<CheckName, () => Promise<void>> = {
    faults: () =>
      checkFaults(stage, { faults: faults.filter(({ name }) => name.includes(fault)), comingMs, report }),
    killed: async () => report(await checkKilled(stage, extent.killed)),
    restarts: async () => report(await checkRestarts(stage, extent.restarts)),
    abandoned: async () => report(await checkAbandoned(stage, extent.abandoned)),
    outage: async () => report(await checkOutage(stage, extent.outage)),
  };
  for (const name of names) await play[name]();
}
