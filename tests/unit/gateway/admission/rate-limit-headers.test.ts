import { describe, expect, it } from 'vitest';
import { addRateLimits } from '../../../../server/gateway/admission/rate-limit-headers.ts';
import { limit } from '../../../contract/support/rules.ts';

function resetAfter(resetMs: number): string | undefined {
  const headers: Record<string, string> = {};
  const limits = [{ rule: limit('requests', 10), place: 'p', periodMs: 1 }];
  addRateLimits(headers, 'openai-chat', { limits, readings: [{ remaining: 3.7, resetMs }] });
  expect(headers['x-ratelimit-remaining-requests']).toBe('3');
  return headers['x-ratelimit-reset-requests'];
}

describe('the time until a limit is as good as untouched', () => {
  it.each([
    [0, '0ms'],
    [20, '20ms'],
    [999.2, '1s'],
    [1_000, '1s'],
    [59_001, '59.001s'],
    [360_000, '6m0s'],
    [432_500, '7m12.5s'],
    [3_600_000, '1h0m0s'],
    [86_399_000, '23h59m59s'],
  ])('is written as OpenAI writes %d ms', (milliseconds, written) => {
    expect(resetAfter(milliseconds)).toBe(written);
  });
});
