import { expect, test } from 'vitest';
import { boundsOf, ranges } from '../../../components/charts/range.ts';

test('a range ends after now, on a whole minute, so that the latest request is in it', () => {
  for (const now of [new Date('2026-01-31T10:00:00.000Z'), new Date('2026-01-31T10:00:59.999Z')]) {
    for (const range of ranges) {
      const { from, to } = boundsOf(range, now);
      expect(new Date(to).getTime()).toBeGreaterThan(now.getTime());
      expect(to).toMatch(/:00\.000Z$/);
      expect(from < to).toBe(true);
    }
  }
});
