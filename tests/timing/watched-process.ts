// A gateway in a process of its own, which tells how long its event loop's turns take. Argument: the upstream's address.

import { apiKey, gatewayUnderTest, listening } from '../contract/support/gateway-under-test.ts';

const MEBIBYTE = 1024 * 1024;
const [upstream = ''] = process.argv.slice(2);
const channel = (provider: string) => ({
  provider,
  baseUrl: upstream,
  credential: 'sk-upstream-0000',
  models: { [provider]: `${provider}-upstream` },
});
const { gateway } = gatewayUnderTest({
  channels: [
    channel('openai'),
    channel('anthropic'),
    channel('gemini'),
    { provider: 'simulator', models: { simulator: 'simulator' } },
  ],
  settings: {
    maxBodyBytes: 32 * MEBIBYTE,
    maxAnswerBytes: 64 * MEBIBYTE,
    maxWholeAnswerBytes: 64 * MEBIBYTE,
    timeouts: { connectMs: 5_000, firstByteMs: 60_000, idleMs: 60_000, totalMs: 120_000 },
  },
});
const server = await listening(gateway);

/**
 * The event loop is looked at so often, in milliseconds. Between two looks it has at most waited so long and gone on
 * for one turn; the processor time it took meanwhile is that turn's, however busy the machine is with other things.
 */
const lookMs = 2;
let worstMs = 0;
let usedMs = threadMs();
setInterval(() => {
  const now = threadMs();
  worstMs = Math.max(worstMs, now - usedMs);
  usedMs = now;
}, lookMs);

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** What the parent asks for: the longest turn since it last asked. */
process.on('message', () => {
  process.send?.({ type: 'turns', worstMs, state: gateway.state() });
  worstMs = 0;
});
process.on('disconnect', () => process.exit());
process.send?.({ type: 'ready', url: server.url, apiKey });
