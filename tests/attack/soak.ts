import type { Attack, AttackResult } from './attack.ts';

/** Attacks at the same time. */
const CONCURRENCY = 4;

/** All attacks but those that take something away, mixed at random, for some time; the same seed gives the same order. */
export function soak(attacks: readonly Attack[], seconds: number, seed: number): Attack {
  const mixed = attacks.filter(
    ({ endsGateway, othersMayWaitMs }) => !endsGateway && othersMayWaitMs === undefined,
  );
  return {
    name: `all of them mixed for ${seconds} s`,
    // Four long readings at a time for one thread, on the two cores that everybody shares.
    othersMayWaitMs: 400,
    async run(arena) {
      const random = randomFrom(seed);
      const until = Date.now() + seconds * 1000;
      const broken = new Set<string>();
      let played = 0;
      const keepAttacking = async () => {
        while (Date.now() < until) {
          const attack = mixed[Math.floor(random() * mixed.length)];
          if (!attack) return;
          const result = await attack.run(arena).catch(failed);
          played++;
          for (const each of result.broken) broken.add(`${attack.name}: ${each}`);
        }
      };
      await Promise.all(Array.from({ length: CONCURRENCY }, keepAttacking));
      return { outcome: `${played} attacks`, broken: [...broken] };
    },
  };
}

function failed(error: unknown): AttackResult {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return { outcome: 'failed', broken: [cause instanceof Error ? `${message}: ${cause.message}` : message] };
}

/** Numbers from 0 up to 1 (a linear congruential generator: what matters is only that it can be repeated). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
