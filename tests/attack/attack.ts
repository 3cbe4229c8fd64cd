import type { Arena } from './arena/arena.ts';

/** One way to hurt Heddle, and what came of it. */
export interface Attack {
  /** With its numbers: `top_logprobs: 1,000,000 × 6`. */
  name: string;
  /** Part of the short form that runs with every `npm test`. */
  short?: boolean;
  /** The attack itself ends the gateway's process (`kill -9`): how it goes for others while it is away does not count. */
  endsGateway?: boolean;
  /** How long others may wait meanwhile (p99), where the attack itself takes away what they need. */
  othersMayWaitMs?: number;
  run(arena: Arena): Promise<AttackResult>;
}

export interface AttackResult {
  /** What the attacker got, e.g. `400 × 6`. */
  outcome: string;
  /** What must hold beside the bounds that hold for every attack, and does not. */
  broken: readonly string[];
}

/** The statuses of answers, most frequent first, and what is never right: a 5xx that is no refusal for want of room. */
export function resultOf(
  answers: readonly { outcome: string; status: number; text: string }[],
  broken: readonly (string | false)[] = [],
): AttackResult {
  const counts = new Map<string, number>();
  for (const { outcome } of answers) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const outcome = [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => (count === 1 ? name : `${name} × ${count}`))
    .join(', ');
  const failure = answers.find(({ status }) => status === 500);
  return {
    outcome,
    broken: [
      ...(failure ? [`answered 500: ${failure.text.slice(0, 120)}`] : []),
      ...broken.filter((each) => each !== false),
    ],
  };
}
