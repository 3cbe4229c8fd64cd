import { setTimeout as delay } from 'node:timers/promises';
import type { Arena, Measured } from './arena/arena.ts';
import type { Attack, AttackResult } from './attack.ts';
import { judge, type Verdict } from './judge.ts';

/** For what an attack leaves behind (garbage, connections, what still waits for its timeout). */
const PAUSE_MS = 1_000;

/** Plays one attack while the good tenants are at work. */
export async function play(arena: Arena, attack: Attack, calm: Measured): Promise<Verdict> {
  let result: AttackResult = { outcome: '', broken: ['the attack did not end'] };
  const measured = await arena.measure(async () => {
    try {
      result = await attack.run(arena);
    } catch (error) {
      result = { outcome: 'failed', broken: [error instanceof Error ? error.message : String(error)] };
    }
  });
  await delay(PAUSE_MS);
  return judge(attack, result, measured, calm);
}

/** The verdict where the gateway was gone and nothing more could be measured. */
export function notMeasured(attack: Attack, error: unknown, calm: Measured): Verdict {
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return { attack: attack.name, outcome: 'not measured', measured: calm, broken: [reason] };
}
