import type { ProxyFault } from '../stage/fault-proxy.ts';
import type { UpstreamMode } from '../upstream/upstream-messages.ts';
import { type Fault, undo } from './fault.ts';

/** In the middle of a stream's words. */
const CUT_AFTER_BYTES = 1_500;

export const upstreamFaults: readonly Fault[] = [
  onTheWay('provider refuses connections', { type: 'refuse' }),
  byItself('provider hangs before headers', 'hang-before-headers'),
  byItself('provider hangs in the stream', 'hang-in-stream'),
  onTheWay('provider resets connections', { type: 'reset' }),
  onTheWay('provider breaks off in the middle', { type: 'cut', afterBytes: CUT_AFTER_BYTES }),
  byItself('provider answers garbage', 'garbage'),
  byItself('provider answers 429 to everything', 'storm'),
  byItself('provider answers with a huge compressed body', 'bomb'),
];

function onTheWay(name: string, fault: ProxyFault): Fault {
  return {
    name,
    async strike({ stage: { proxies } }) {
      await proxies.upstream.set(fault);
      return undo(() => proxies.upstream.set({ type: 'pass' }));
    },
  };
}

function byItself(name: string, mode: UpstreamMode): Fault {
  return {
    name,
    async strike({ stage: { upstream } }) {
      upstream.setMode(mode);
      return undo(() => upstream.setMode('serve'));
    },
  };
}
