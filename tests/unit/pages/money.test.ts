import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNanoUsd, parseUsd } from '../../../components/format/money.ts';

describe('formatNanoUsd', () => {
  test.each([
    ['0', '$0.00'],
    ['1', '$0.000000001'],
    ['291000', '$0.000291'],
    ['12400000000', '$12.40'],
    ['999999999', '$1.00'],
    ['1234567890123456', '$1,234,567.89'],
    ['-500000000', '-$0.50'],
  ])('shows %s nano-dollars as %s', (nanoUsd, shown) => {
    expect(formatNanoUsd(nanoUsd)).toBe(shown);
  });

  test('shows every digit where it is asked for', () => {
    expect(formatNanoUsd('1000000001', { exact: true })).toBe('$1.000000001');
    expect(formatNanoUsd('2500000000', { exact: true })).toBe('$2.50');
  });

  test('loses nothing on the way to exact text and back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (amount) => {
        expect(parseUsd(formatNanoUsd(amount, { exact: true }).replaceAll(',', ''))).toBe(amount);
      }),
    );
  });
});

describe('parseUsd', () => {
  test.each(['', 'free', '-1', '1,5', '0.0000000001', '1e3', '$'])('takes %j for no amount', (text) => {
    expect(parseUsd(text)).toBeUndefined();
  });

  test('reads dollars with and without a sign', () => {
    expect(parseUsd(' $0.15 ')).toBe(150_000_000n);
    expect(parseUsd('3')).toBe(3_000_000_000n);
  });
});
