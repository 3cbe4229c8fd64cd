import { setTimeout as delay } from 'node:timers/promises';
import { commandOf } from '../platform/process-command.mjs';
import { childrenOf } from './home-lock.ts';

const POLL_MS = 50;
/** On top of what requests in flight are given: writing down what is left. */
const MARGIN_MS = 5_000;

/**
 * Whether this gateway process has the last word when their supervisor is gone: the one with the highest number that
 * is still there has, once the others have ended.
 * @param graceMs how long those may take for requests in flight
 */
export async function isLastOf(home: string, graceMs: number): Promise<boolean> {
  const others = childrenOf(home).filter((pid) => pid !== process.pid);
  if (others.some((pid) => pid > process.pid && isGateway(pid))) return false;
  const deadline = Date.now() + graceMs + MARGIN_MS;
  while (others.some(isGateway) && Date.now() < deadline) await delay(POLL_MS);
  return true;
}

function isGateway(pid: number): boolean {
  return /server\/processes\/gateway\.ts/.test(commandOf(pid) ?? '');
}
