// Preloaded into every process of the Heddle under test (NODE_OPTIONS=--import). In the gateway's and the pages' it puts
// the clock forward, and lets names fail, as the file CHAOS_NUDGE says. Nothing of Heddle's knows of it.

import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { NUDGE_EVERY_MS, type Nudge, noNudge, UPSTREAM_NAME } from '../stage/nudges.ts';

const file = process.env.CHAOS_NUDGE;
if (file && /processes\/(gateway|pages)\.ts$/.test(process.argv[1] ?? '')) follow(file);

function follow(nudgeFile: string): void {
  let nudge: Nudge = noNudge;
  setInterval(() => {
    nudge = JSON.parse(readFileSync(nudgeFile, 'utf8'));
  }, NUDGE_EVERY_MS).unref();
  nudgeClock(() => nudge.clockMs);
  nudgeNames(() => nudge.namesFail);
}

function nudgeClock(aheadMs: () => number): void {
  const RealDate = Date;
  const now = () => RealDate.now() + aheadMs();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
}

type Callback = (error: NodeJS.ErrnoException | null, ...found: unknown[]) => void;

function nudgeNames(fail: () => boolean): void {
  const real = dns.lookup;
  const lookup = (name: string, options: dns.LookupAllOptions, callback: Callback) => {
    if (fail()) {
      const error = new Error(`getaddrinfo EAI_AGAIN ${name}`);
      setImmediate(
        callback,
        Object.assign(error, { code: 'EAI_AGAIN', syscall: 'getaddrinfo', hostname: name }),
      );
    } else real(name === UPSTREAM_NAME ? '127.0.0.1' : name, options, callback);
  };
  Object.assign(dns, { lookup });
  syncBuiltinESMExports();
}
