import { expect, it } from 'vitest';
import { ChannelResults } from '../../../../server/store/channel-results/channel-results.ts';
import type { Attempt } from '../../../../server/store/ledger.ts';

function attempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    channelId: 'one',
    channelName: 'One',
    provider: 'openai',
    model: 'gpt-4o',
    reason: 'priority 0',
    status: 200,
    errorCode: null,
    startedAfterMs: 5,
    durationMs: 10,
    ...changes,
  };
}

it('keeps the latest success and the latest failure of each channel, whatever order they end in', () => {
  const results = new ChannelResults();
  results.note('t', [attempt({ status: 401, errorCode: 'upstream_authentication' })], 1_000);
  results.note('t', [attempt({ model: 'late' })], 9_000);
  results.note('t', [attempt({ model: 'early' }), attempt({ channelId: 'two' })], 2_000);
  expect(results.take()).toMatchObject([
    {
      channelId: 'one',
      succeeded: true,
      model: 'late',
      at: new Date(9_015),
      outcome: 'answered',
      byTest: false,
    },
    { channelId: 'two', succeeded: true },
    { channelId: 'one', succeeded: false, status: 401, outcome: 'credential_refused' },
  ]);
  expect(results.take()).toEqual([]);
});

it('holds nothing against a channel that is the client’s doing or Heddle’s own', () => {
  const results = new ChannelResults();
  for (const errorCode of [
    'upstream_invalid_request',
    'client_closed',
    'upstream_busy',
    'context_length_exceeded',
  ]) {
    results.note('t', [attempt({ channelId: errorCode, errorCode })], 1_000);
  }
  expect(results.take()).toEqual([]);
});

it('has a bound', () => {
  const results = new ChannelResults();
  for (let index = 0; index < 25_000; index++) {
    results.note('t', [attempt({ channelId: String(index) })], index);
  }
  expect(results.take()).toHaveLength(20_000);
});
