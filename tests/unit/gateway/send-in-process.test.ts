import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../server/canonical/fault.ts';
import { Cancellation } from '../../../server/gateway/cancellation.ts';
import type { GatewaySettings } from '../../../server/gateway/settings.ts';
import { Shares } from '../../../server/gateway/shares/shares.ts';
import { sendInProcess } from '../../../server/gateway/upstream/send-in-process.ts';
import type { InProcessUpstream } from '../../../server/providers/provider.ts';
import { testSettings } from '../../contract/support/gateway-under-test.ts';

const settings: GatewaySettings = { ...testSettings, maxAnswerBytes: 64 * 1024 * 1024 };
const asker = () => ({ cancellation: new Cancellation(), holding: new Shares(settings).createHolding() });
const request = { method: 'POST', path: '/chat/completions', headers: [], body: Buffer.from('{}') } as const;
const chunk = Buffer.alloc(64 * 1024);

/** Makes chunks as fast as they are taken, and tells how many it made and whether it was told to end. */
function endless() {
  const made = { chunks: 0, ended: false };
  const provider: InProcessUpstream = {
    read: () => null,
    answer: async () => ({ status: 200, headers: {}, body: chunks() }),
  };
  async function* chunks() {
    try {
      for (; made.chunks < 10_000; made.chunks++) yield chunk;
    } finally {
      made.ended = true;
    }
  }
  return { made, provider };
}

async function someTurns(): Promise<void> {
  for (let count = 0; count < 20; count++) await turn();
}

describe('a provider inside this process', () => {
  it('is asked for no more than its reader has room for, and goes on when there is room', async () => {
    const { made, provider } = endless();
    const { body } = await sendInProcess(provider, request, settings, asker());
    await someTurns();
    const waiting = made.chunks;
    expect(waiting).toBeLessThan(20);
    await body.read();
    await someTurns();
    expect(made.chunks).toBeGreaterThan(waiting);
    expect(made.chunks).toBeLessThan(40);
    body.cancel();
  });

  it('ends when nobody reads any more, though it waits for its reader', async () => {
    const { made, provider } = endless();
    const { body } = await sendInProcess(provider, request, settings, asker());
    await someTurns();
    body.cancel();
    await someTurns();
    expect(made.ended).toBe(true);
    await expect(body.read()).rejects.toThrow(Fault);
  });
});
