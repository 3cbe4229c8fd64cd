import { describe, expect, it } from 'vitest';
import { deriveId, responseId } from '../../../../server/dialects/shared/derive-id.ts';
import {
  budgetForEffort,
  closestEffort,
  effortForBudget,
  effortOf,
  isReasoningOff,
} from '../../../../server/dialects/shared/reasoning-effort.ts';

describe('effort and budget', () => {
  it('an effort survives the way over its budget', () => {
    for (const effort of ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const) {
      expect(effortForBudget(budgetForEffort(effort))).toBe(effort);
    }
    expect(effortForBudget(10_000_000)).toBe('max');
  });

  it('a named effort wins, and "you decide" is no effort', () => {
    expect(effortOf({ effort: 'low', budgetTokens: 30_000 })).toBe('low');
    expect(effortOf({ budgetTokens: 5000 })).toBe('medium');
    expect(effortOf({ budgetTokens: -1 })).toBeUndefined();
  });

  it('off is off however it is said', () => {
    expect(isReasoningOff({ enabled: false, effort: 'high' })).toBe(true);
    expect(isReasoningOff({ budgetTokens: 0 })).toBe(true);
    expect(isReasoningOff({ effort: 'none' })).toBe(true);
    expect(isReasoningOff({ enabled: true, effort: 'none' })).toBe(false);
    expect(isReasoningOff({})).toBe(false);
  });

  it('falls to the next effort a target knows, rather more than less', () => {
    expect(closestEffort('minimal', ['low', 'high'])).toBe('low');
    expect(closestEffort('medium', ['low', 'high'])).toBe('high');
    expect(closestEffort('max', ['low', 'high'])).toBe('high');
    expect(closestEffort('max', [])).toBeUndefined();
  });
});

describe('derived ids', () => {
  it('are the same for the same seed and differ for others', () => {
    expect(deriveId('call_', 'a', 1)).toBe(deriveId('call_', 'a', 1));
    expect(deriveId('call_', 'a', 1)).not.toBe(deriveId('call_', 'a1'));
    expect(deriveId('call_', 'a')).toMatch(/^call_[A-Za-z0-9_-]{24}$/);
  });

  it('keep a vendor’s own id of an answer', () => {
    expect(responseId('msg_', 'msg_01', '0-1')).toBe('msg_01');
    expect(responseId('msg_', 'chatcmpl-1', '0-1')).toBe('msg_01');
  });
});
