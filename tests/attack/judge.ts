import type { Measured } from './arena/arena.ts';
import type { Attack, AttackResult } from './attack.ts';

/** What holds for every attack. Times in milliseconds, sizes in bytes. */
export const BOUNDS = {
  longestTurnMs: 50,
  /** A gateway at rest takes 150 MB; requests may hold 128, and reading the longest takes several times their length. */
  residentBytes: 1024 * 1024 * 1024,
  /** The good tenants' 99th percentile may grow so many times over what it is without an attack … */
  goodGrowth: 2,
  /** … and by so much on any machine: on two cores, good tenants share theirs with the reading of long requests. */
  goodSlackMs: 150,
};

export interface Verdict {
  attack: string;
  outcome: string;
  measured: Measured;
  /** In words; empty when all held. */
  broken: string[];
}

/** @param calm measured without an attack, on the same machine */
export function judge(attack: Attack, result: AttackResult, measured: Measured, calm: Measured): Verdict {
  const { longestTurnMs, peakResidentBytes, good, gatewayEnded } = measured;
  const turnBound = BOUNDS.longestTurnMs + calm.longestTurnMs;
  const goodBoundMs = Math.max(
    attack.othersMayWaitMs ?? 0,
    calm.good.p99Ms * BOUNDS.goodGrowth,
    calm.good.p99Ms + BOUNDS.goodSlackMs,
  );
  const failed = Object.entries(good.failures);
  const broken = [
    ...result.broken,
    gatewayEnded && !attack.endsGateway && 'the gateway ended',
    !attack.endsGateway && longestTurnMs > turnBound && `a turn of ${Math.round(longestTurnMs)} ms`,
    peakResidentBytes > BOUNDS.residentBytes && `${megabytes(peakResidentBytes)} MB of memory`,
    !attack.endsGateway &&
      failed.length > 0 &&
      `good tenants: ${failed.map(([what, count]) => `${what} × ${count}`).join(', ')}`,
    !attack.endsGateway &&
      good.p99Ms > goodBoundMs &&
      `good tenants waited ${Math.round(good.p99Ms)} ms (p99)`,
  ].filter((each) => each !== false);
  return { attack: attack.name, outcome: result.outcome, measured, broken };
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
