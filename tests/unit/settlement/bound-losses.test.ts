import { expect, it } from 'vitest';
import { boundLosses } from '../../../server/gateway/settlement/bound-losses.ts';
import { buildUsageRecord } from '../../../server/gateway/settlement/build-usage-record.ts';
import { outcome } from './sample-outcome.ts';

it('keeps what fits as it is', () => {
  const losses = Array.from({ length: 32 }, (_, index) => `loss_${index}`);
  expect(boundLosses(losses)).toEqual(losses);
  expect(boundLosses([])).toEqual([]);
});

it('records at most 32 names of at most 64 characters, whatever was gathered, and at most 32 attempts', async () => {
  const losses = Array.from({ length: 200_000 }, (_, index) => `${index}${'x'.repeat(100)}`);
  const attempt = {
    channelId: 'channel',
    channelName: 'main',
    provider: 'openai',
    model: 'gpt-4o-mini',
    reason: 'priority 0',
    status: null,
    errorCode: null,
    startedAfterMs: 0,
    durationMs: 0,
  };
  const record = await buildUsageRecord(
    outcome({ losses, attempts: Array.from({ length: 1_000 }, () => attempt) }),
  );
  expect(record.losses).toHaveLength(32);
  expect(record.losses.at(-1)).toBe('more=199969');
  for (const name of record.losses) expect(name.length).toBeLessThanOrEqual(64);
  expect(record.attempts).toHaveLength(32);
});
