import { describe, expect, it } from 'vitest';
import { type ErrorCode, errorTable } from '../../../server/canonical/error-table.ts';
import { Fault } from '../../../server/canonical/fault.ts';
import { backoffMs, mostTelling, nextStep } from '../../../server/gateway/retry.ts';
import { defaultRetryPolicy } from '../../../server/gateway/settings.ts';

describe('what comes after a failed attempt', () => {
  it.each([
    ['upstream_rate_limited', 'retry'],
    ['upstream_overloaded', 'retry'],
    ['upstream_error', 'retry'],
    ['upstream_unreachable', 'retry'],
    ['upstream_busy', 'retry'],
    ['upstream_malformed', 'failover'],
    ['upstream_timeout', 'failover'],
    ['upstream_authentication', 'failover'],
    ['upstream_model_not_found', 'failover'],
    ['upstream_address_refused', 'failover'],
    ['unsupported_by_target', 'failover'],
    ['upstream_invalid_request', 'give-up'],
    ['context_length_exceeded', 'give-up'],
    ['content_filtered', 'give-up'],
    ['invalid_request', 'give-up'],
    ['client_closed', 'give-up'],
    ['share_exceeded', 'give-up'],
    ['unavailable', 'give-up'],
  ] as [ErrorCode, string][])('%s: %s', (code, step) => {
    expect(nextStep(new Fault(code))).toBe(step);
  });

  it('a gateway timeout that the upstream reports itself is tried again', () => {
    expect(nextStep(new Fault('upstream_timeout', undefined, { upstream: { status: 504 } }))).toBe('retry');
  });

  it.each([408, 409])('status %i is tried again whatever the body says', (status) => {
    expect(nextStep(new Fault('upstream_invalid_request', undefined, { upstream: { status } }))).toBe(
      'retry',
    );
  });
});

describe('the pause between rounds', () => {
  it('doubles, is half random and has an upper bound', () => {
    const policy = { ...defaultRetryPolicy, baseDelayMs: 100, maxDelayMs: 500 };
    expect([2, 3, 4, 5, 9].map((round) => backoffMs(policy, round, 0))).toEqual([50, 100, 200, 250, 250]);
    expect(backoffMs(policy, 2, 0.5)).toBe(75);
    expect(backoffMs(policy, 9, 0.999)).toBeLessThan(500);
  });
});

describe('the most telling fault', () => {
  it('is what the client can act on, then the latest', () => {
    const faults = (codes: ErrorCode[]) => codes.map((code) => new Fault(code));
    expect(mostTelling([])).toBeUndefined();
    expect(mostTelling(faults(['upstream_authentication', 'upstream_timeout']))?.code).toBe(
      'upstream_timeout',
    );
    expect(mostTelling(faults(['upstream_rate_limited', 'upstream_error']))?.code).toBe(
      'upstream_rate_limited',
    );
    expect(mostTelling(faults(['upstream_error', 'upstream_timeout']))?.code).toBe('upstream_timeout');
    expect(mostTelling(faults(['unsupported_by_target', 'upstream_error']))?.code).toBe(
      'unsupported_by_target',
    );
  });

  it('is never an unforeseen one of the platform while an upstream has said something', () => {
    for (const code of Object.keys(errorTable) as ErrorCode[]) {
      if (errorTable[code].owner !== 'upstream') continue;
      expect(mostTelling([new Fault(code), new Fault('internal')])?.code).toBe(code);
    }
  });
});
