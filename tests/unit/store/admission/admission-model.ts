import type { Admission, AdmissionAsk, Meter, Reading } from '../../../../server/store/admission.ts';
import { budget, concurrency, window } from './meters.ts';

// Random lives of three budgets, a window and a concurrency limit, held against a model that keeps every request
// and adds them up each time.

const PERIOD_MS = 60_000;

interface Request {
  ask: AdmissionAsk;
  admittedAtMs: number;
  /** Of each meter, in the order of the ask; null while open. */
  actual: number[] | null;
  /** Its leases have ended: nothing of it is held any more. */
  isExpired: boolean;
}

export interface Life {
  admission: Admission;
  clock: { nowMs: number };
  tenantId: string;
  seed: number;
  steps: number;
  /** Ends the leases of all that is open; null where what is open ends with the process. */
  expire: (() => Promise<void>) | null;
}

/** Lives, and throws at the first difference from the model. */
export async function live({ admission, clock, tenantId, seed, steps, expire }: Life): Promise<void> {
  const random = generator(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const limits = [0, 1, 2].map(() => 1_000 + upTo(9e15 - 1_000));
  const windowLimit = 20 + upTo(1_000);
  const places = [0, 1, 2].map((which) => `budget-${which}:0`);
  const outside = new Map<string, number>();
  const requests: Request[] = [];
  let periods = 0;

  const metersOf = (amounts: number[], tokens: number): Meter[] => [
    ...places.map((place, which) => budget(place, limits[which] ?? 0, amounts[which] ?? 0)),
    window('window', windowLimit, tokens, PERIOD_MS),
    concurrency('concurrency', 12),
  ];
  const fail = (what: string, found: unknown, expected: unknown): never => {
    throw new Error(`${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
  };

  /** What every meter must say, from all requests there ever were. */
  function expected(): { spent: number; reserved: number }[] {
    return places.map((place, which) => {
      const known = outside.get(place);
      if (known === undefined) return { spent: 0, reserved: 0 };
      let [spent, reserved] = [known, 0];
      for (const { ask, actual, isExpired } of requests) {
        if (ask.meters[which]?.place !== place) continue;
        if (actual !== null) spent += actual[which] ?? 0;
        else if (!isExpired) reserved += ask.meters[which]?.amount ?? 0;
      }
      return { spent, reserved };
    });
  }
  function windowUsed(): number {
    const index = Math.floor(clock.nowMs / PERIOD_MS);
    let [current, previous] = [0, 0];
    for (const { ask, actual, admittedAtMs } of requests) {
      const at = Math.floor(admittedAtMs / PERIOD_MS);
      const tokens = actual === null ? (ask.meters[3]?.amount ?? 0) : (actual[3] ?? 0);
      if (at === index) current += tokens;
      if (at === index - 1) previous += tokens;
    }
    return previous * (1 - (clock.nowMs / PERIOD_MS - index)) + current;
  }
  const held = () => requests.filter(({ actual, isExpired }) => actual === null && !isExpired).length;
  const open = () => requests.filter(({ actual }) => actual === null);

  function compare(readings: readonly (Reading | undefined)[]): void {
    expected().forEach(({ spent, reserved }, which) => {
      if (!outside.has(places[which] ?? '')) return;
      const reading = readings[which];
      const isSame = reading?.spent === spent && reading.reserved === reserved;
      if (!isSame) fail(`budget ${which}`, reading, { spent, reserved });
    });
    const left = Math.max(0, windowLimit - windowUsed());
    // The share of a window is a fraction: the model adds up in another order.
    if (Math.abs((readings[3]?.remaining ?? -1) - left) > 1.001) fail('window', readings[3], left);
    if (readings[4]?.remaining !== Math.max(0, 12 - held())) fail('concurrency', readings[4], 12 - held());
  }

  async function reserve(): Promise<void> {
    const amounts = limits.map((limit) => upTo(Math.floor(limit / (2 + upTo(8)))));
    const ask = {
      tenantId,
      id: `${seed}-${requests.length}-${clock.nowMs}`,
      meters: metersOf(amounts, upTo(windowLimit / 4)),
    };
    const before = expected();
    const unknown = places.flatMap((place, which) => (outside.has(place) ? [] : [which]));
    const answer = await admission.take(ask);
    if (answer.outcome === 'unknown') {
      if (String(answer.unknown) !== String(unknown)) fail('unknown', answer.unknown, unknown);
      return;
    }
    const refused = before.flatMap(({ spent, reserved }, which) =>
      outside.has(places[which] ?? '') && spent + reserved + (amounts[which] ?? 0) > (limits[which] ?? 0)
        ? [which]
        : [],
    );
    const answered = answer.outcome === 'refused' ? answer.refused.filter((which) => which < 3) : [];
    if (String(answered) !== String(refused)) fail('refused', answered, refused);
    if (answer.outcome === 'refused') return;
    requests.push({ ask, admittedAtMs: clock.nowMs, actual: null, isExpired: false });
    expected().forEach(({ spent, reserved }, which) => {
      if (spent + reserved > (limits[which] ?? 0)) fail('overshoot', spent + reserved, limits[which]);
    });
  }

  async function settle(): Promise<void> {
    const all = open();
    const request = all[upTo(all.length - 1)];
    if (request === undefined) return;
    const actual = request.ask.meters.map(({ amount }) => (random() < 0.2 ? 0 : upTo(amount)));
    await admission.settle({ ...request.ask, actual });
    if (random() < 0.2) await admission.settle({ ...request.ask, actual });
    request.actual = actual.map((used, which) => (isUnknown(request, which) ? 0 : used));
  }

  /** Of a budget that has to be seeded, and only then, from the ledger. */
  const isUnknown = ({ ask }: Request, which: number) =>
    which < 3 && !outside.has(ask.meters[which]?.place ?? '');

  /** Their owner is dead for all the store knows: it asks the ledger again what was spent. */
  function forgetExpired(): void {
    for (const { ask } of open()) for (const { place } of ask.meters) outside.delete(place);
    for (const request of requests) {
      if (request.actual === null) request.isExpired = true;
      else request.actual = request.actual.map((used, which) => (isUnknown(request, which) ? 0 : used));
    }
  }

  async function seedBudget(): Promise<void> {
    const place = places[upTo(2)] ?? '';
    const spent = upTo(1_000);
    await admission.seed(tenantId, place, spent, null);
    if (!outside.has(place)) outside.set(place, spent);
  }

  async function refund(): Promise<void> {
    const which = upTo(2);
    const place = places[which] ?? '';
    const amount = -upTo(Math.min(1_000, expected()[which]?.spent ?? 0));
    await admission.charge(tenantId, place, amount);
    const known = outside.get(place);
    if (known !== undefined) outside.set(place, known + amount);
  }

  function changeLimit(): void {
    const which = upTo(2);
    limits[which] = Math.max(1, Math.min(9e15, Math.floor((limits[which] ?? 0) * (0.6 + random()))));
  }

  /** The budget begins again: in another place. */
  function reset(): void {
    const which = upTo(2);
    periods++;
    places[which] = `budget-${which}:${periods}`;
  }

  for (let step = 0; step < steps; step++) {
    const dice = random();
    clock.nowMs += upTo(2_000);
    if (dice < 0.5) await reserve();
    else if (dice < 0.8) await settle();
    else if (dice < 0.9) await seedBudget();
    else if (dice < 0.94) await refund();
    else if (dice < 0.97) changeLimit();
    else if (dice < 0.99) reset();
    else if (expire !== null) {
      await expire();
      forgetExpired();
    }
    compare(await admission.read(tenantId, metersOf([0, 0, 0], 0)));
    // What no meter knows any more needs no place in the model.
    if (requests.length > 30) forget();
  }

  function forget(): void {
    for (const [which, place] of places.entries()) {
      const known = outside.get(place);
      if (known === undefined) continue;
      const settled = requests.filter(isPast).reduce((sum, request) => {
        return request.ask.meters[which]?.place === place ? sum + (request.actual?.[which] ?? 0) : sum;
      }, 0);
      outside.set(place, known + settled);
    }
    requests.splice(0, requests.length, ...requests.filter((request) => !isPast(request)));
  }
  function isPast({ actual, admittedAtMs }: Request): boolean {
    return actual !== null && Math.floor(clock.nowMs / PERIOD_MS) > Math.floor(admittedAtMs / PERIOD_MS) + 1;
  }
}

/** Mulberry32: a failing life is lived again by its seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
