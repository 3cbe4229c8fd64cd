import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Admission, AdmissionAnswer, Meter } from '../../../../server/store/admission.ts';
import { bucket, budget, concurrency, window } from './meters.ts';

const MINUTE_MS = 60_000;
/** The beginning of a minute. */
const START_MS = 29_000_000 * MINUTE_MS;

/** What every implementation of admission promises. */
export function describeAdmission(name: string, open: (now: () => number) => Promise<Admission>): void {
  describe(`admission: ${name}`, () => {
    const clock = { nowMs: START_MS };
    let admission: Admission;
    let tenantId: string;
    beforeAll(async () => {
      admission = await open(() => clock.nowMs);
    });
    beforeEach(() => {
      clock.nowMs = START_MS;
      tenantId = randomUUID();
    });
    afterAll(() => admission.close());

    const take = async (...meters: Meter[]): Promise<AdmissionAnswer & { settle: Settle }> => {
      const id = randomUUID();
      const answer = await admission.take({ tenantId, id, meters });
      return { ...answer, settle: async (...actual) => admission.settle({ tenantId, id, meters, actual }) };
    };
    const outcome = async (...meters: Meter[]) => (await take(...meters)).outcome;
    const read = async (meter: Meter) => (await admission.read(tenantId, [meter]))[0];

    describe('windows', () => {
      it('admit as much as the limit says, and tell when there is room again', async () => {
        for (let taken = 1; taken <= 5; taken++) {
          expect(await take(window('w', 5))).toMatchObject({ readings: [{ remaining: 5 - taken }] });
        }
        const refused = await take(window('w', 5));
        expect(refused).toMatchObject({ outcome: 'refused', refused: [0], readings: [{ remaining: 0 }] });
        const retryMs = refused.outcome === 'refused' ? (refused.retryAfterMs ?? 0) : 0;
        clock.nowMs += retryMs - 1_000;
        expect(await outcome(window('w', 5))).toBe('refused');
        clock.nowMs += 1_000;
        expect(await outcome(window('w', 5))).toBe('admitted');
      });

      it("slide: no second burst at a window's border", async () => {
        clock.nowMs = START_MS + MINUTE_MS - 1;
        expect(await outcome(window('w', 4, 4))).toBe('admitted');
        clock.nowMs += 2;
        expect(await outcome(window('w', 4))).toBe('refused');
        clock.nowMs = START_MS + 1.5 * MINUTE_MS;
        expect([await outcome(window('w', 4, 2)), await outcome(window('w', 4))]).toEqual([
          'admitted',
          'refused',
        ]);
        clock.nowMs = START_MS + 3 * MINUTE_MS;
        expect(await read(window('w', 4))).toEqual({ remaining: 4, resetMs: 0 });
      });

      it('correct the window of admission by what was really used', async () => {
        const low = await take(window('w', 100, 90));
        expect(await outcome(window('w', 100, 20))).toBe('refused');
        await low.settle(10);
        expect(await read(window('w', 100))).toMatchObject({ remaining: 90 });
        const high = await take(window('w', 100, 10));
        await high.settle(200);
        expect(await read(window('w', 100))).toMatchObject({ remaining: 0 });
        clock.nowMs += MINUTE_MS;
        const late = await take(window('w', 1_000, 100));
        clock.nowMs += MINUTE_MS;
        await late.settle(500);
        expect(await read(window('w', 1_000))).toMatchObject({ remaining: 500 });
        const tooLate = await take(window('w', 1_000, 100));
        clock.nowMs += 2 * MINUTE_MS;
        await tooLate.settle(900);
        expect(await read(window('w', 1_000))).toMatchObject({ remaining: 1_000 });
      });

      it('never find room for more than the limit, and say so', async () => {
        expect(await take(window('w', 5, 6))).toMatchObject({ outcome: 'refused', retryAfterMs: null });
      });

      it('count anew where the period of the rule has changed', async () => {
        expect(await outcome(window('w', 1))).toBe('admitted');
        expect(await outcome(window('w', 1))).toBe('refused');
        expect(await outcome(window('w', 1, 1, 1_000))).toBe('admitted');
        expect(await outcome(bucket('w', 1))).toBe('admitted');
        expect(await outcome(concurrency('w', 1))).toBe('admitted');
      });
    });

    describe('buckets', () => {
      it('hold as much as the limit, and fill evenly', async () => {
        expect(await take(bucket('b', 60, 60))).toMatchObject({
          outcome: 'admitted',
          readings: [{ remaining: 0, resetMs: MINUTE_MS }],
        });
        expect(await take(bucket('b', 60, 3))).toMatchObject({ outcome: 'refused', retryAfterMs: 3_000 });
        clock.nowMs += 2_999;
        expect(await outcome(bucket('b', 60, 3))).toBe('refused');
        clock.nowMs += 1;
        expect(await outcome(bucket('b', 60, 3))).toBe('admitted');
        clock.nowMs += 10 * MINUTE_MS;
        expect(await read(bucket('b', 60))).toEqual({ remaining: 60, resetMs: 0 });
        expect(await take(bucket('b', 60, 61))).toMatchObject({ outcome: 'refused', retryAfterMs: null });
      });

      it('get back what was not used, and owe what was used beyond', async () => {
        await (await take(bucket('b', 60, 60))).settle(30);
        expect(await read(bucket('b', 60))).toMatchObject({ remaining: 30 });
        await (await take(bucket('b', 60, 30))).settle(90);
        clock.nowMs += 30_000;
        expect(await outcome(bucket('b', 60))).toBe('refused');
        clock.nowMs += 31_000;
        expect(await outcome(bucket('b', 60))).toBe('admitted');
      });
    });

    describe('concurrency', () => {
      it('is held until settled, and given back once', async () => {
        const [first] = [await take(concurrency('c', 2)), await take(concurrency('c', 2))];
        expect(await take(concurrency('c', 2))).toMatchObject({
          outcome: 'refused',
          refused: [0],
          readings: [{ remaining: 0 }],
        });
        await first.settle(1);
        await first.settle(1);
        expect([await outcome(concurrency('c', 2)), await outcome(concurrency('c', 2))]).toEqual([
          'admitted',
          'refused',
        ]);
      });
    });

    describe('budgets', () => {
      const seeded = async (spent: number, ...places: string[]) => {
        for (const place of places) await admission.seed(tenantId, place, spent, null);
      };

      it('are unknown until seeded, once', async () => {
        expect(await take(window('w', 1), budget('m', 100, 10))).toMatchObject({
          outcome: 'unknown',
          unknown: [1],
        });
        expect((await read(budget('m', 100, 0)))?.spent).toBeUndefined();
        await seeded(90, 'm');
        await seeded(5, 'm');
        expect(await take(window('w', 1), budget('m', 100, 10))).toMatchObject({
          outcome: 'admitted',
          readings: [{ remaining: 0 }, { remaining: 0, spent: 90, reserved: 10 }],
        });
      });

      it('reserve the most, and settle to the truth', async () => {
        await seeded(0, 'm');
        const first = await take(budget('m', 100, 60));
        expect(await take(budget('m', 100, 60))).toMatchObject({
          outcome: 'refused',
          readings: [{ remaining: 40, spent: 0, reserved: 60 }],
        });
        await first.settle(25);
        await first.settle(25);
        expect(await read(budget('m', 100, 0))).toMatchObject({ remaining: 75, spent: 25, reserved: 0 });
        const second = await take(budget('m', 100, 75));
        await second.settle(0);
        expect(await read(budget('m', 100, 0))).toMatchObject({ remaining: 75, spent: 25, reserved: 0 });
      });

      it('say when there may be room: soon, at the end of the period, or never', async () => {
        await seeded(50, 'm');
        await take(budget('m', 100, 50));
        expect(await take(budget('m', 100, 50))).toMatchObject({ retryAfterMs: 1_000 });
        expect(await take(budget('m', 100, 51))).toMatchObject({ retryAfterMs: null });
        const endsAtMs = clock.nowMs + 90_000;
        expect(await take(budget('m', 100, 51, endsAtMs))).toMatchObject({
          retryAfterMs: 90_000,
          readings: [{ resetMs: 90_000 }],
        });
      });

      it('without a limit count, and never refuse', async () => {
        await seeded(0, 'm');
        await (await take(budget('m', null, 1e12))).settle(2e12);
        expect(await take(budget('m', null, 5))).toMatchObject({
          outcome: 'admitted',
          readings: [{ spent: 2e12, reserved: 5 }],
        });
      });

      it('are raised and lowered in the middle', async () => {
        await seeded(80, 'm');
        expect(await outcome(budget('m', 100, 30))).toBe('refused');
        expect(await outcome(budget('m', 120, 30))).toBe('admitted');
        expect(await take(budget('m', 90, 0))).toMatchObject({
          outcome: 'refused',
          readings: [{ remaining: 0, spent: 80, reserved: 30 }],
        });
      });

      it('are charged from outside where they are known, refunds too', async () => {
        await admission.charge(tenantId, 'm', 10);
        await seeded(50, 'm');
        await admission.charge(tenantId, 'm', 10);
        await admission.charge(tenantId, 'm', -20);
        expect(await read(budget('m', 100, 0))).toMatchObject({ spent: 40 });
      });

      it('lose no nano-dollar of nine million dollars', async () => {
        const limit = 9e15;
        await seeded(limit - 1_000_003, 'm');
        await admission.charge(tenantId, 'm', 1);
        const one = await take(budget('m', limit, 1_000_001));
        expect(one).toMatchObject({ readings: [{ remaining: 1 }] });
        expect(await outcome(budget('m', limit, 2))).toBe('refused');
        await one.settle(999_999);
        expect(await read(budget('m', limit, 0))).toMatchObject({ spent: limit - 3, remaining: 3 });
        expect([await outcome(budget('m', limit, 3)), await outcome(budget('m', limit, 1))]).toEqual([
          'admitted',
          'refused',
        ]);
      });

      it('admit exactly what fits, however many come at once', async () => {
        await seeded(0, 'm', 'team');
        const outcomes = await Promise.all(
          Array.from({ length: 1_000 }, () => outcome(budget('m', 100 * 7, 7), budget('team', 1e9, 7))),
        );
        expect(outcomes.filter((each) => each === 'admitted')).toHaveLength(100);
        expect(await read(budget('team', 1e9, 0))).toMatchObject({ reserved: 700 });
      });
    });

    it('takes from all meters, or from none', async () => {
      await admission.seed(tenantId, 'm', 0, null);
      await take(concurrency('full', 1));
      const all = [window('w', 5), bucket('b', 5), concurrency('c', 5), budget('m', 100, 10)];
      expect(await take(...all, concurrency('full', 1), window('w2', 0))).toMatchObject({
        outcome: 'refused',
        refused: [4, 5],
        retryAfterMs: null,
        readings: [
          { remaining: 5 },
          { remaining: 5 },
          { remaining: 5 },
          { remaining: 100 },
          { remaining: 0 },
          { remaining: 0 },
        ],
      });
      expect(await take(...all, budget('unknown', 1, 1))).toMatchObject({ outcome: 'unknown', unknown: [4] });
      // What refuses for certain needs no look into the ledger.
      expect(await take(...all, budget('unknown', 1, 1), window('w2', 0))).toMatchObject({ refused: [5] });
      const taken = await take(...all);
      expect(taken).toMatchObject({
        outcome: 'admitted',
        readings: [{ remaining: 4 }, { remaining: 4 }, { remaining: 4 }, { remaining: 90 }],
      });
      await taken.settle(0, 0, 0, 0);
      expect(await admission.read(tenantId, all)).toMatchObject([
        { remaining: 5 },
        { remaining: 5 },
        { remaining: 5 },
        { remaining: 100 },
      ]);
    });

    it('keeps tenants apart', async () => {
      await admission.seed(tenantId, 'm', 0, null);
      expect(await outcome(window('w', 1), budget('m', 1, 1))).toBe('admitted');
      expect(await outcome(window('w', 1), budget('m', 1, 1))).toBe('refused');
      tenantId = randomUUID();
      expect(await outcome(window('w', 1))).toBe('admitted');
      expect(await outcome(budget('m', 1, 1))).toBe('unknown');
    });

    it('settles what it never admitted to nothing', async () => {
      await admission.seed(tenantId, 'm', 0, null);
      const meters = [window('w', 9), budget('m', 9, 3)];
      await admission.settle({ tenantId, id: randomUUID(), meters, actual: [5, 3] });
      expect(await admission.read(tenantId, meters)).toMatchObject([{ remaining: 9 }, { remaining: 9 }]);
    });

    it('admits what has no meters', async () => {
      expect(await take()).toMatchObject({ outcome: 'admitted', readings: [] });
    });
  });
}

type Settle = (...actual: number[]) => Promise<void>;
