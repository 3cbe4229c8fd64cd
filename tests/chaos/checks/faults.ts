import type { Answer } from '../client/client.ts';
import type { Fault } from '../faults/fault.ts';
import { recordsWhen } from '../stage/records.ts';
import type { Stage } from '../stage/stage.ts';
import { startSupervised } from '../stage/supervised.ts';
import { holdAgainstJournal, isAccountedFor } from './account.ts';
import type { CheckResult } from './check.ts';
import { type StrikeOptions, strike } from './strike.ts';

const ACCOUNTED_WITHIN_MS = 60_000;

export interface FaultsOptions extends StrikeOptions {
  faults: readonly Fault[];
  /** Called as soon as there is a result. */
  report(result: CheckResult): void;
}

/** One fault after the other, and what the ledger has of everything that was asked meanwhile. */
export async function checkFaults(
  stage: Stage,
  { faults, report, ...options }: FaultsOptions,
): Promise<void> {
  const since = stage.upstream.mark();
  const answers: Answer[] = [];
  const scene = await startSupervised(stage);
  try {
    for (const fault of faults) {
      const struck = await strike(scene, fault, options);
      report(struck.result);
      answers.push(...struck.answers);
    }
    report(await holdLedger(stage, since, answers));
  } finally {
    await scene.heddle.stop({ keepHome: true });
  }
}

async function holdLedger(stage: Stage, since: number, answers: readonly Answer[]): Promise<CheckResult> {
  const began = performance.now();
  const entries = stage.upstream.entries(since);
  const records = await recordsWhen(
    stage.postgres,
    (found) => isAccountedFor({ entries, records: found }),
    ACCOUNTED_WITHIN_MS,
  );
  const broken = holdAgainstJournal({ entries, answers, records });
  const figures = {
    answers: answers.length,
    exchanges: entries.length,
    afterMs: Math.round(performance.now() - began),
  };
  return {
    name: 'the ledger, after all of these',
    outcome: `${answers.length} requests, ${entries.length} exchanges with the provider`,
    broken,
    figures,
  };
}
