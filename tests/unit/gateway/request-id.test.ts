import { describe, expect, it } from 'vitest';
import { makeRequestId } from '../../../server/gateway/request-id.ts';

describe('a request id', () => {
  it('is a UUID of version 7 that carries its time', () => {
    const now = 1_795_232_331_433;
    const id = makeRequestId(now);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
  });

  it('is never given twice, also beyond one pool of randomness', () => {
    const ids = new Set(Array.from({ length: 20_000 }, () => makeRequestId(1)));
    expect(ids.size).toBe(20_000);
  });

  it('sorts by time', () => {
    const ids = [1, 255, 65_536, 2 ** 40, 2 ** 47].map((time) => makeRequestId(time));
    expect([...ids].sort()).toEqual(ids);
  });
});
