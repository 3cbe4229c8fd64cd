import { expect, test } from 'vitest';
import { decimalsOf, formatFemtoUsd } from '../../../components/format/femto-usd.ts';

test('amounts of a receipt show every digit, and as many decimals as one another', () => {
  const whole = [27_000_000_000n, 76_800_000_000n];
  expect(decimalsOf(whole)).toBe(9);
  expect(whole.map((amount) => formatFemtoUsd(amount, 9))).toEqual(['$0.000027000', '$0.000076800']);
  const fine = [22_500_000n, 1_000_000n];
  expect(decimalsOf(fine)).toBe(10);
  expect(fine.map((amount) => formatFemtoUsd(amount, 10))).toEqual(['$0.0000000225', '$0.0000000010']);
  expect(decimalsOf([1n])).toBe(15);
  expect(formatFemtoUsd(1_234_567n * 10n ** 15n, 9)).toBe('$1,234,567.000000000');
});
