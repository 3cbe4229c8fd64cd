import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import { Cancellation } from '../../../../server/gateway/cancellation.ts';
import { CodecWorker, type CodecWorkerOptions } from '../../../../server/gateway/worker/codec-worker.ts';
import { makeLogger } from '../../../../server/platform/logger.ts';

const opened: CodecWorker[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((worker) => worker.close()));
});

function codecs(options: Partial<CodecWorkerOptions> = {}): CodecWorker {
  const worker = new CodecWorker({
    logger: makeLogger('silent', { write: () => undefined }),
    startMs: 20_000,
    taskMs: 20_000,
    mostWaiting: 3,
    idleMs: 20_000,
    heapMegabytes: 64,
    entry: new URL('./obedient-thread.ts', import.meta.url),
    ...options,
  });
  opened.push(worker);
  return worker;
}

const context = {
  model: 'm',
  requestId: '01939f3e-0000-7000-8000-000000000001',
  createdAtSeconds: 1,
  streamUsage: false,
  framing: 'server-sent-events',
} as const;

/** A task that tells the thread what to do, and is answered with its number. */
function told(worker: CodecWorker, text: string, number: number, tenantId = 'a', more = {}): Promise<number> {
  return worker.do('count-text', { text, length: number }, { tenantId, ...more });
}

describe('the codec thread', () => {
  it('is started when there is something to do, and ended when there has not been for a while', async () => {
    const worker = codecs({ idleMs: 30 });
    expect(worker.state).toEqual({ running: false, queued: 0, restarts: 0 });
    expect(await told(worker, 'answer', 1)).toBe(1);
    expect(worker.state.running).toBe(true);
    await expect.poll(() => worker.state.running, { timeout: 5_000 }).toBe(false);
    expect(await told(worker, 'answer', 2)).toBe(2);
    expect(worker.state.restarts).toBe(0);
  });

  it.each(['die', 'throw', 'fill the heap'])(
    'fails only the task it dies of (%s), and is there again for the next',
    { timeout: 30_000 },
    async (command) => {
      const worker = codecs();
      const fatal = told(worker, command, 1);
      const waiting = [told(worker, 'answer', 2), told(worker, 'answer', 3, 'b')];
      await expect(fatal).rejects.toMatchObject({ code: 'unavailable' });
      expect(await Promise.all(waiting)).toEqual([2, 3]);
      expect(worker.state).toEqual({ running: true, queued: 0, restarts: 1 });
    },
  );

  it('is ended when a task takes too long, which alone fails', async () => {
    const worker = codecs({ taskMs: 3_000 });
    const endless = told(worker, 'hang', 1);
    const waiting = told(worker, 'answer', 2, 'b');
    await expect(endless).rejects.toMatchObject({ code: 'unavailable', status: 503 });
    expect(await waiting).toBe(2);
    expect(worker.state.restarts).toBe(1);
  });

  it('serves tenants by turns, however many tasks one of them has', async () => {
    const worker = codecs({ mostWaiting: 10 });
    const order: number[] = [];
    const noted = (number: number, tenantId: string) =>
      told(worker, 'answer', number, tenantId).then((answer) => order.push(answer));
    await Promise.all([
      ...[1, 2, 3, 4, 5].map((number) => noted(number, 'greedy')),
      noted(11, 'modest'),
      noted(21, 'another'),
    ]);
    // The first one was begun before the others came.
    expect(order.slice(0, 4).sort((a, b) => a - b)).toEqual([1, 2, 11, 21]);
  });

  it('refuses a tenant that has too many waiting, and nobody else; what the ledger needs is done all the same', async () => {
    const worker = codecs();
    const begun = told(worker, 'answer', 0);
    const waiting = [1, 2, 3].map((number) => told(worker, 'answer', number));
    const refused = await told(worker, 'answer', 4).catch((fault: unknown) => fault);
    expect(refused).toBeInstanceOf(Fault);
    expect(refused).toMatchObject({ code: 'overloaded', status: 503, retryable: true, retryAfterMs: 1_000 });
    expect(await told(worker, 'answer', 5, 'b')).toBe(5);
    expect(await told(worker, 'answer', 6, 'a', { isOwed: true })).toBe(6);
    expect(await Promise.all([begun, ...waiting])).toEqual([0, 1, 2, 3]);
  });

  it('forgets what nobody waits for any more', async () => {
    const worker = codecs();
    const cancellation = new Cancellation();
    const begun = told(worker, 'answer', 1);
    const left = told(worker, 'answer', 2, 'a', { cancellation });
    expect(worker.state.queued).toBe(1);
    cancellation.cancel(new Fault('client_closed'));
    await expect(left).rejects.toMatchObject({ code: 'client_closed' });
    expect(worker.state.queued).toBe(0);
    expect(await begun).toBe(1);
  });

  it('accounts for its time to the tenant whose task it was', async () => {
    const worked: [string, number][] = [];
    const worker = codecs({ onWork: (tenantId, ms) => worked.push([tenantId, ms]) });
    await told(worker, 'answer', 1, 'a');
    await told(worker, 'answer', 1, 'b');
    expect(worked).toEqual([
      ['a', 7],
      ['b', 7],
    ]);
  });

  it('does its tasks in this thread where no other can be started', async () => {
    const worked: string[] = [];
    const worker = codecs({ entry: null, onWork: (tenantId) => worked.push(tenantId) });
    expect(await told(worker, 'hello world', 11)).toBe(2);
    const recipe = {
      kind: 'relay',
      dialect: 'openai-chat',
      request: { body: {} },
      context,
      shownModel: null,
    } as const;
    const malformed = { recipe: { ...recipe, severalChoices: false }, bytes: Buffer.from('{}') };
    const read = worker.do('read-answer', malformed, { tenantId: 'b' });
    await expect(read).rejects.toMatchObject({ code: 'upstream_malformed' });
    expect(await told(worker, 'hello world', 11)).toBe(2);
    expect(worker.state).toEqual({ running: false, queued: 0, restarts: 0 });
    expect(worked).toEqual(['a', 'b', 'a']);
  });

  it('refuses what waits when it is closed', async () => {
    const worker = codecs();
    const tasks = [told(worker, 'hang', 1), told(worker, 'answer', 2)];
    const outcomes = Promise.allSettled(tasks);
    await worker.close();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'shutting_down' } });
    }
    await expect(told(worker, 'answer', 3)).rejects.toMatchObject({ code: 'shutting_down' });
  });
});
