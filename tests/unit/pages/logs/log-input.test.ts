import { createLoader } from 'nuqs/server';
import { expect, it } from 'vitest';
import { readLogInput } from '../../../../components/logs/log-input.ts';
import { logParsers } from '../../../../components/logs/log-parsers.ts';

const load = createLoader(logParsers);
const read = (address: string) => {
  const { tenant: _, ...input } = readLogInput('acme', load(new URLSearchParams(address)), {});
  return input;
};
const key = '01a1ff11-c47a-769a-9c5a-92183b90a2cd';

it.each([
  ['', {}],
  ['search=%20sonnet%20', { text: 'sonnet' }],
  ['search=%20', {}],
  ['outcome=failure&stream=false', { outcome: 'failure', stream: false }],
  ['status=4xx,503&error=rate_limited', { status: ['4xx', '503'], errorCode: ['rate_limited'] }],
  [`key=${key},not-an-id&team=nothing`, { apiKeyId: [key] }],
  [`channel=${key}&tried=${key}`, { channelId: [key], triedChannelId: [key] }],
  ['model=a/b,c', { model: ['a/b', 'c'] }],
  ['user=ada&tag=x,y', { endUser: ['ada'], tag: ['x', 'y'] }],
  ['cost.min=0.000000001&cost.max=1.5', { minCostNanoUsd: '1', maxCostNanoUsd: '1500000000' }],
  ['latency.min=100.4&firstByte.max=5e12', { minLatencyMs: 100, maxFirstByteMs: 2_147_483_647 }],
  ['input.min=1&output.max=2', { minInputTokens: 1, maxOutputTokens: 2 }],
  ['sort=cost&order=asc', { sort: 'cost', order: 'asc' }],
  // What the operation would refuse.
  ['status=9xx,abc&outcome=maybe&sort=colour&latency.min=-1&cost.min=x', {}],
])('reads "%s"', (address, input) => {
  expect(read(address)).toEqual(input);
});

it('takes of a list the first fifty, and of a text the first hundred characters', () => {
  const many = Array.from({ length: 60 }, (_, n) => `m${n}`);
  expect(read(`model=${many.join(',')}`).model).toHaveLength(50);
  expect(read(`search=${'x'.repeat(200)}`).text).toHaveLength(100);
});
