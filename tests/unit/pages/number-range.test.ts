import { expect, test } from 'vitest';
import { readBound, writeNumberRange } from '../../../components/filters/number-range.ts';

test('a bound is a number that is not negative, nothing, or wrong', () => {
  expect(['', ' 2 ', '0,5', '0', '-1', 'a', 'Infinity'].map(readBound)).toEqual([
    null,
    2,
    0.5,
    0,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a range is written in short', () => {
  expect(writeNumberRange({ min: 2, max: null }, 's')).toBe('≥ 2 s');
  expect(writeNumberRange({ min: null, max: 5 }, '')).toBe('≤ 5');
  expect(writeNumberRange({ min: 2, max: 5 }, 'ms')).toBe('2–5 ms');
  expect(writeNumberRange({ min: null, max: null }, 'ms')).toBeNull();
});
