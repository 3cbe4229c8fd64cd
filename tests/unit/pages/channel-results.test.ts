import { expect, it } from 'vitest';
import type { ChannelResult } from '@/components/channels/channel';
import { latestResult, standingOf } from '@/components/channels/latest-result';
import { remedyFor, toneOf } from '@/components/channels/remedy';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';
import { channelOutcomes } from '@/server/store/channel-results/outcome';

const result = (at: string, outcome: ChannelResult['outcome']): ChannelResult => ({
  at,
  outcome,
  byTest: true,
  model: 'm',
  durationMs: 1,
  status: null,
  message: null,
});

it('has words for every outcome, in both languages, and no others', () => {
  for (const messages of [en, zh]) {
    expect(Object.keys(messages.channels.outcomes).sort()).toEqual([...channelOutcomes].sort());
  }
});

it('takes the later of a success and a failure for what a channel does now', () => {
  const success = result('2026-01-01T00:00:01.000Z', 'answered');
  const failure = result('2026-01-01T00:00:02.000Z', 'credential_refused');
  expect(latestResult({ lastSuccess: success, lastFailure: failure })).toBe(failure);
  expect(standingOf({ lastSuccess: success, lastFailure: failure })).toBe('failing');
  expect(standingOf({ lastSuccess: success, lastFailure: null })).toBe('answering');
  expect(standingOf({ lastSuccess: null, lastFailure: null })).toBe('unused');
});

it('leads to what mends a failure, and calls too many requests no failure of the key', () => {
  expect(remedyFor('credential_refused')).toBe('credential');
  expect(remedyFor('connection_refused')).toBe('baseUrl');
  expect(remedyFor('model_unknown')).toBe('models');
  expect(remedyFor('rate_limited')).toBeUndefined();
  expect(toneOf('rate_limited')).toBe('warning');
  expect(toneOf('failed')).toBe('danger');
});
