import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DatabaseHealth,
  type DatabaseState,
} from '../../../../server/store/configuration/database-health.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const passes = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const never = () => new Promise<never>(() => undefined);
const answersAfter = (milliseconds: number) => () =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Health over a database whose probes the test answers. */
function scripted() {
  const database = { probe: answersAfter(1), probes: 0 };
  const states: DatabaseState[] = [];
  const health = new DatabaseHealth({
    probe: () => {
      database.probes += 1;
      return database.probe();
    },
    onState: (state) => states.push(state),
  });
  return { health, database, states };
}

describe('whether the database answers', () => {
  it('is asked by nobody while look-ups are answered', async () => {
    const { health, database, states } = scripted();
    const answer = health.ask(async () => 'one', 2_000);
    expect(await answer).toBe('one');
    await passes(10_000);
    expect({ probes: database.probes, states }).toEqual({ probes: 0, states: [] });
  });

  it('is doubted when an answer is overdue, and a frozen one is away a second later', async () => {
    const { health, database, states } = scripted();
    database.probe = never;
    const asked = health.ask(never, 2_000).catch((error: unknown) => error);
    await passes(101);
    expect(states).toEqual(['slow']);
    await passes(1_000);
    expect(states).toEqual(['slow', 'away']);
    await passes(1_000);
    expect(await asked).toMatchObject({ code: 'unavailable', retryAfterMs: 1_000 });
  });

  it('is not asked in vain while it is away, but by one probe at a time, until it answers again', async () => {
    const { health, database, states } = scripted();
    database.probe = never;
    health.doubt();
    await passes(1_001);
    const work = vi.fn(async () => 'one');
    await expect(health.ask(work, 2_000)).rejects.toMatchObject({ code: 'unavailable' });
    expect(work).not.toHaveBeenCalled();
    await passes(8_999);
    expect(database.probes).toBeLessThanOrEqual(11);
    database.probe = answersAfter(300);
    await passes(1_600);
    expect(states).toEqual(['slow', 'away', 'slow']);
    database.probe = answersAfter(1);
    await passes(1_000);
    expect(states.at(-1)).toBe('quick');
    expect(await health.ask(work, 2_000)).toBe('one');
    const { probes } = database;
    await passes(10_000);
    expect(database.probes).toBe(probes);
  });

  it('is away at once when it refuses', async () => {
    const { health, database, states } = scripted();
    database.probe = () => Promise.reject(new Error('ECONNREFUSED'));
    const refused = health.ask(() => Promise.reject(new Error('ECONNREFUSED')), 2_000);
    await expect(refused).rejects.toMatchObject({ code: 'unavailable' });
    await passes(0);
    expect(states).toEqual(['slow', 'away']);
  });

  it('is nobody else’s trouble when one look-up alone is slow', async () => {
    const { health, states } = scripted();
    const slow = health.ask(answersAfter(1_500), 2_000);
    await passes(110);
    expect(states).toEqual(['slow', 'quick']);
    expect(await health.ask(async () => 'one', 2_000)).toBe('one');
    await passes(1_500);
    await slow;
    expect(states).toEqual(['slow', 'quick']);
  });
});
