import { afterEach, describe, expect, it, vi } from 'vitest';
import { CpuShares } from '../../../../server/gateway/load/cpu-shares.ts';
import { LagWindow } from '../../../../server/gateway/load/lag-window.ts';
import { Load, sheddingAt } from '../../../../server/gateway/load/load.ts';
import { Turn } from '../../../../server/gateway/load/turn.ts';
import { makeLogger } from '../../../../server/platform/logger.ts';

/** Keeps the event loop busy. */
function block(milliseconds: number): void {
  for (const until = performance.now() + milliseconds; performance.now() < until; );
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const closing: { close(): void }[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const each of closing.splice(0)) each.close();
});

describe('a turn of the event loop', () => {
  it('is full after three milliseconds of work, and has room again when it is over', async () => {
    const turn = new Turn();
    turn.used(2);
    expect(turn.isFull).toBe(false);
    turn.used(2);
    expect(turn.isFull).toBe(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(turn.isFull).toBe(false);
  });

  it('goes to one after the other of those who wait, tenant by tenant', async () => {
    const turn = new Turn();
    const order: string[] = [];
    const waits = ['a1', 'a2', 'a3', 'b1', 'c1', 'b2'].map((name) =>
      turn.next(name[0] ?? '').then(() => {
        // Each fills the turn it is given.
        expect(turn.isFull).toBe(false);
        turn.used(11);
        order.push(name);
      }),
    );
    await Promise.all(waits);
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });
});

describe('shares of the processor', () => {
  it('are exceeded by who takes more than an even part of what all take', () => {
    const shares = new CpuShares(0);
    shares.add('greedy', 100);
    expect(shares.isBeyondShare('greedy')).toBe(false);
    shares.add('modest', 10);
    shares.add('another', 30);
    expect(['greedy', 'modest', 'another', 'new'].map((tenant) => shares.isBeyondShare(tenant))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('are forgotten by and by', () => {
    const shares = new CpuShares(0);
    shares.add('greedy', 100);
    shares.decay(5_000);
    shares.add('modest', 60);
    expect(shares.isBeyondShare('modest')).toBe(true);
    expect(shares.isBeyondShare('greedy')).toBe(false);
    shares.decay(200_000);
    shares.add('modest', 1);
    // Alone again.
    expect(shares.isBeyondShare('modest')).toBe(false);
  });
});

describe('the lag of the event loop', () => {
  it('is what somebody meets who comes at any moment, and the worst there was', async () => {
    const window = new LagWindow();
    closing.push(window);
    await pause(30);
    window.next();
    await pause(30);
    block(150);
    await pause(50);
    const lag = window.next();
    expect(lag.worstMs).toBeGreaterThan(120);
    expect(lag.meanMs).toBeGreaterThan(40);
  });
});

describe('load', () => {
  function load(lines: string[] = []): Load {
    const opened = new Load(makeLogger('info', { write: (line) => void lines.push(line) }));
    closing.push(opened);
    return opened;
  }

  const request = (tenantId: string) => ({
    id: `request of ${tenantId}`,
    caller: { tenant: { id: tenantId } },
  });

  it('is shed in two steps', () => {
    expect([0, 200, 201, 1_000, 1_001].map(sheddingAt)).toEqual([
      'nobody',
      'nobody',
      'beyond-share',
      'beyond-share',
      'everybody',
    ]);
  });

  it('names the request that held up all others, with its stage and how long', () => {
    const lines: string[] = [];
    const opened = load(lines);
    const startedAt = performance.now();
    block(60);
    opened.worked(request('a'), 'stream', startedAt);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      requestId: 'request of a',
      tenantId: 'a',
      stage: 'stream',
    });
    expect(opened.figures().short.worstTurn).toMatchObject({ requestId: 'request of a', stage: 'stream' });
    expect(opened.figures().short.worstTurn?.ms).toBeGreaterThanOrEqual(60);
  });

  it('is refused to those first who take more than their share, and taken again when it is over', {
    timeout: 20_000,
  }, async () => {
    const opened = load();
    const work = (tenantId: string, ms: number) => {
      const startedAt = performance.now();
      block(ms);
      opened.worked(request(tenantId), 'decode', startedAt);
    };
    const codeFor = (tenantId: string) => {
      try {
        opened.admit(tenantId);
        return null;
      } catch (error) {
        return error;
      }
    };
    // Until a second of it has been seen.
    for (let turns = 0; turns < 20 && codeFor('greedy') === null; turns++) {
      work('modest', 1);
      work('greedy', 400);
      await pause(0);
    }
    expect(codeFor('greedy')).toMatchObject({
      code: 'overloaded',
      status: 503,
      retryable: true,
      retryAfterMs: 2_000,
    });
    expect(codeFor('modest')).toBeNull();
    expect(opened.figures().shedding).toBe('beyond-share');
    await expect.poll(() => codeFor('greedy'), { timeout: 10_000 }).toBeNull();
  });
});
