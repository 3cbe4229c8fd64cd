import { expect, test } from 'vitest';
import { z } from 'zod';
import { usd, usdAmount } from '../../../server/services/usd.ts';

test.each([
  ['5', 5_000_000_000n, '5.00'],
  ['5.00', 5_000_000_000n, '5.00'],
  ['0.000000001', 1n, '0.000000001'],
  ['0', 0n, '0.00'],
  ['12.340', 12_340_000_000n, '12.34'],
  ['9000000', 9_000_000_000_000_000n, '9000000.00'],
])('%s dollars are %s nano-dollars, written as %s', (text, amount, written) => {
  expect(usd.parse(text)).toBe(amount);
  expect(z.encode(usd, amount)).toBe(written);
  expect(usdAmount.parse(written)).toBe(amount);
});

test.each(['', '-1', '1e3', '.5', '5.', '1.0000000001', '9000000.000000001', '10000000', ' 5', '٥', 5])(
  '%j is no amount of dollars',
  (text) => {
    expect(usd.safeParse(text).success).toBe(false);
  },
);

test('less than nothing can be answered, and not asked for', () => {
  expect(z.encode(usdAmount, -1_500_000_000n)).toBe('-1.50');
  expect(usdAmount.parse('-1.50')).toBe(-1_500_000_000n);
});
