import { describe, expect, it, vi } from 'vitest';
import { Fault } from '../../../server/canonical/fault.ts';
import { Cancellation } from '../../../server/gateway/cancellation.ts';
import { Shares } from '../../../server/gateway/shares/shares.ts';
import { AnswerBuffer } from '../../../server/gateway/upstream/answer-buffer.ts';
import { testSettings } from '../../contract/support/gateway-under-test.ts';

function buffer(more: { firstByteMs?: number; idleMs?: number; maxAnswerBytes?: number } = {}) {
  const cancellation = new Cancellation();
  const sender = { stop: vi.fn(), pause: vi.fn(), resume: vi.fn() };
  const answer = new AnswerBuffer({
    timeouts: {
      connectMs: 1,
      firstByteMs: more.firstByteMs ?? 1000,
      idleMs: more.idleMs ?? 1000,
      totalMs: 1,
    },
    maxAnswerBytes: more.maxAnswerBytes ?? 10_000_000,
    maxWholeAnswerBytes: 10_000_000,
    cancellation,
    holding: new Shares(testSettings).createHolding(),
    ...sender,
  });
  return { answer, sender, cancellation };
}

const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024);

describe('the buffer between upstream and client', () => {
  it('hands over what came, in order, and then the end', async () => {
    const { answer } = buffer();
    const first = answer.read();
    answer.push(Buffer.from('a'));
    expect((await first)?.toString()).toBe('a');
    answer.push(Buffer.from('b'));
    answer.push(Buffer.from('c'));
    answer.end();
    expect((await answer.read())?.toString()).toBe('bc');
    expect(await answer.read()).toBeNull();
    expect(await answer.read()).toBeNull();
  });

  it('asks the sender to pause while the reader is slow, and to go on when it has read', async () => {
    const { answer, sender } = buffer();
    answer.push(megabytes(2));
    expect(sender.pause).toHaveBeenCalledOnce();
    await answer.read();
    expect(sender.resume).toHaveBeenCalledOnce();
  });

  it('does not take a slow reader for a silent sender', async () => {
    const { answer, sender } = buffer({ idleMs: 20 });
    answer.push(megabytes(2));
    await new Promise((resolve) => setTimeout(resolve, 70));
    expect(sender.stop).not.toHaveBeenCalled();
    expect((await answer.read())?.length).toBe(2 * 1024 * 1024);
    answer.cancel();
  });

  it('reads a long answer whole, also one that had to pause', async () => {
    const { answer, sender } = buffer();
    answer.push(megabytes(2));
    const whole = answer.readAll();
    expect(sender.resume).toHaveBeenCalledOnce();
    answer.push(megabytes(3));
    answer.end();
    expect((await whole).length).toBe(5 * 1024 * 1024);
    expect(sender.pause).toHaveBeenCalledOnce();
  });

  it('delivers what came before a failure, then the failure, every time', async () => {
    const { answer, sender } = buffer();
    answer.push(Buffer.from('a'));
    answer.fail(new Fault('upstream_unreachable'));
    expect((await answer.read())?.toString()).toBe('a');
    await expect(answer.read()).rejects.toMatchObject({ code: 'upstream_unreachable' });
    await expect(answer.read()).rejects.toMatchObject({ code: 'upstream_unreachable' });
    expect(sender.stop).toHaveBeenCalledOnce();
  });

  it('stops a sender that does not begin, falls silent, or does not end', async () => {
    const unbegun = buffer({ firstByteMs: 10 });
    await expect(unbegun.answer.read()).rejects.toMatchObject({ code: 'upstream_timeout' });
    const silent = buffer({ firstByteMs: 1000, idleMs: 10 });
    silent.answer.push(Buffer.from('a'));
    await silent.answer.read();
    await expect(silent.answer.read()).rejects.toMatchObject({ code: 'upstream_timeout' });
    const endless = buffer({ maxAnswerBytes: 5 });
    endless.answer.push(Buffer.from('123456'));
    await expect(endless.answer.readAll()).rejects.toMatchObject({ code: 'upstream_malformed' });
    for (const { sender } of [unbegun, silent, endless]) expect(sender.stop).toHaveBeenCalledOnce();
  });

  it('stops the sender when the request is cancelled, before or after', async () => {
    const during = buffer();
    const reading = during.answer.read();
    during.cancellation.cancel(new Fault('client_closed'));
    await expect(reading).rejects.toMatchObject({ code: 'client_closed' });
    expect(during.sender.stop).toHaveBeenCalledOnce();
    const ended = buffer();
    ended.answer.end();
    ended.cancellation.cancel(new Fault('client_closed'));
    expect(ended.sender.stop).not.toHaveBeenCalled();
  });
});
