import { expect, test } from 'vitest';
import { tokensPerSecond } from '../../../components/playground/turns/tokens-per-second.ts';

test('speed is that of the tokens behind the first', () => {
  expect(tokensPerSecond({ outputTokens: 101, firstTokenMs: 500, totalMs: 1500 })).toBe(100);
});

test('an answer in one piece, or without its figures, has none', () => {
  expect(tokensPerSecond({ outputTokens: 100, firstTokenMs: 500, totalMs: 505 })).toBeUndefined();
  expect(tokensPerSecond({ outputTokens: 1, firstTokenMs: 500, totalMs: 900 })).toBeUndefined();
  expect(tokensPerSecond({ firstTokenMs: 500, totalMs: 900 })).toBeUndefined();
});
