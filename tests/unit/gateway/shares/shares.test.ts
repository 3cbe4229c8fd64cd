import { describe, expect, it } from 'vitest';
import { Shares } from '../../../../server/gateway/shares/shares.ts';
import { testSettings } from '../../../contract/support/gateway-under-test.ts';

const MEBIBYTE = 1024 * 1024;

describe('callers who are not known yet', () => {
  it('are bounded by address, hold what they may leave in memory, and leave other addresses theirs', async () => {
    const shares = new Shares({ ...testSettings, maxHeldBytes: 64 * MEBIBYTE });
    const lookUp = Promise.withResolvers<string>();
    const waiting: Promise<string>[] = [];
    let refused = 0;
    for (let caller = 0; caller < 1_000; caller++) {
      const found = shares.whileUnknown('192.0.2.1', lookUp.promise);
      waiting.push(found);
      found.catch((fault: unknown) => {
        refused++;
        expect(fault).toMatchObject({ code: 'share_exceeded', status: 429, retryAfterMs: 1000 });
      });
    }
    const another = shares.whileUnknown('192.0.2.2', lookUp.promise);
    expect(shares.heldBytes).toBeLessThan(16 * MEBIBYTE);
    expect(shares.heldBytes).toBeGreaterThan(8 * MEBIBYTE);
    lookUp.resolve('found');
    expect(await another).toBe('found');
    await Promise.allSettled(waiting);
    expect(refused).toBeGreaterThan(700);
    expect(shares.heldBytes).toBe(0);
  });

  it('of one IPv6 subscriber are one', async () => {
    const shares = new Shares({ ...testSettings, maxHeldBytes: 64 * MEBIBYTE });
    const never = new Promise<string>(() => {});
    const refusals = Array.from({ length: 400 }, (_, host) =>
      Promise.race([
        shares.whileUnknown(`2001:db8::${host.toString(16)}`, never).catch(() => 'refused'),
        new Promise((resolve) => setTimeout(resolve, 50, 'waits')),
      ]),
    );
    const outcomes = await Promise.all(refusals);
    expect(outcomes.filter((outcome) => outcome === 'refused').length).toBeGreaterThan(150);
  });

  it('gives back the room of a look-up that fails', async () => {
    const shares = new Shares(testSettings);
    await expect(shares.whileUnknown('192.0.2.1', Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(shares.heldBytes).toBe(0);
  });
});
