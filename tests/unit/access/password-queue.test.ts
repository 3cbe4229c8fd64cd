import { expect, it } from 'vitest';
import { type PasswordLane, PasswordQueue } from '../../../server/access/password-queue.ts';

/** Work that ends when it is told to. */
function heldWork() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

it('works out no more at the same time than it was told, whoever asks', async () => {
  const queue = new PasswordQueue(2);
  let [running, most] = [0, 0];
  const work = async () => {
    most = Math.max(most, ++running);
    await settle();
    running--;
  };
  await Promise.all(Array.from({ length: 30 }, () => queue.run('stranger', work)));
  expect(most).toBe(2);
});

it('lets people on known devices pass before strangers, and each in turn', async () => {
  const queue = new PasswordQueue(1);
  const held = heldWork();
  const order: string[] = [];
  const wait = (lane: PasswordLane, name: string) => queue.run(lane, async () => void order.push(name));
  const all = [queue.run('stranger', held.work), wait('stranger', 's1'), wait('stranger', 's2')];
  all.push(wait('account', 'a1'), wait('known', 'k1'), wait('known', 'k2'));
  held.end();
  await Promise.all(all);
  expect(order).toEqual(['k1', 'k2', 'a1', 's1', 's2']);
});

it('refuses strangers when too many wait, and still takes people on known devices', async () => {
  const queue = new PasswordQueue(1);
  const held = heldWork();
  const flood = Array.from({ length: 1_000 }, () => queue.run('stranger', held.work));
  const known = queue.run('known', async () => 'in');
  const settled = Promise.allSettled(flood);
  held.end();
  expect(await known).toBe('in');
  const outcomes = await settled;
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toHaveLength(1_000 - 33);
  expect(refused[0]).toMatchObject({ code: 'unavailable', status: 503, retryAfterMs: 2_000 });
});

it('goes on after work that failed', async () => {
  const queue = new PasswordQueue(1);
  const failing = queue.run('known', async () => {
    throw new Error('no');
  });
  const next = queue.run('known', async () => 'in');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('in');
});
