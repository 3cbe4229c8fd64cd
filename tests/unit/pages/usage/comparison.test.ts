import { expect, test } from 'vitest';
import { relativeChange } from '../../../../components/charts/relative-change.ts';
import { before } from '../../../../components/usage/before.ts';

test.each([
  [150, 100, { kind: 'share', share: 0.5 }],
  [50, 100, { kind: 'share', share: -0.5 }],
  [100, 100, { kind: 'share', share: 0 }],
  [0, 100, { kind: 'share', share: -1 }],
])('%s after %s is a change by a share', (now, then, change) => {
  expect(relativeChange(now, then)).toEqual(change);
});

test('what came from nothing has no share, and what was not measured is not compared', () => {
  expect(relativeChange(5, 0)).toEqual({ kind: 'fromNothing' });
  expect(relativeChange(0, 0)).toBeNull();
  expect(relativeChange(null, 100)).toBeNull();
  expect(relativeChange(100, null)).toBeNull();
});

test('the period before is as long, and ends where the range begins', () => {
  expect(before({ from: '2026-03-10T00:00:00.000Z', to: '2026-03-17T00:00:00.000Z' })).toEqual({
    from: '2026-03-03T00:00:00.000Z',
    to: '2026-03-10T00:00:00.000Z',
  });
});
