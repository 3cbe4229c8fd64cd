import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { type PasswordLane, PasswordQueue } from './password-queue.ts';

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, two passes, one lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Half of the machine at most; and of the four threads that Node keeps for such work, which files need too. */
const CONCURRENCY = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));

// Kept on globalThis: Next may load this module once per route, and all of them share the machine.
const shared = globalThis as { heddlePasswordQueue?: PasswordQueue };
shared.heddlePasswordQueue ??= new PasswordQueue(CONCURRENCY);
const queue = shared.heddlePasswordQueue;

/**
 * argon2id as a PHC string, with a salt of its own.
 * @throws Fault unavailable when too many wait for theirs
 */
export function hashPassword(password: string): Promise<string> {
  return queue.run('account', () => hash(password, options));
}

let nobody: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (nobody has that name) it takes as long and says
 * no, so that the time tells nothing.
 * @param readHash Called when it is its turn: a flood of sign-ins takes no more connections than threads
 * @throws Fault unavailable when too many wait for theirs
 */
export async function verifyPassword(
  readHash: () => Promise<string | null>,
  password: string,
  lane: PasswordLane,
): Promise<boolean> {
  nobody ??= hash('nobody', options);
  const nobodysHash = await nobody;
  return queue.run(lane, async () => {
    const passwordHash = await readHash();
    const matches = await verify(passwordHash ?? nobodysHash, password);
    return passwordHash !== null && matches;
  });
}
