import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { forecast, spendingOf } from '../../../../components/budgets/standing.ts';
import { newBudget, toBudget } from '../../../../components/rules/budget-draft.ts';
import { newLimit, toLimit } from '../../../../components/rules/limit-draft.ts';
import { nanoUsdOf } from '../../../../components/rules/nano-usd-of.ts';
import en from '../../../../messages/en.json' with { type: 'json' };
import zh from '../../../../messages/zh.json' with { type: 'json' };

describe('what is filled in', () => {
  test('becomes a limit: requests at once have no period, and do not fill', () => {
    const draft = { ...newLimit(), amount: '60', models: 'gpt-4o*,  claude-* o3,' };
    expect(toLimit(draft)).toEqual({
      amount: 60,
      meter: 'requests',
      per: 'minute',
      algorithm: 'window',
      models: ['gpt-4o*', 'claude-*', 'o3'],
    });
    expect(toLimit({ ...draft, meter: 'concurrency', even: true, models: '' })).toEqual({
      amount: 60,
      meter: 'concurrency',
      per: null,
      algorithm: 'window',
      models: [],
    });
    expect(toLimit({ ...draft, even: true }).algorithm).toBe('bucket');
  });

  test('becomes a budget: what comes of spending it is two switches of the API', () => {
    const draft = { ...newBudget('Asia/Shanghai'), usd: '5.00', thresholds: '50 80,100' };
    expect(toBudget(draft)).toMatchObject({
      usd: '5.00',
      thresholds: [50, 80, 100],
      timeZone: 'Asia/Shanghai',
      hard: true,
      caps: false,
    });
    expect(toBudget({ ...draft, effect: 'shorten' })).toMatchObject({ hard: true, caps: true });
    expect(toBudget({ ...draft, effect: 'count', thresholds: '' })).toMatchObject({
      hard: false,
      caps: false,
      thresholds: [],
    });
  });
});

describe('how a budget stands', () => {
  const standing = (spentUsd: string, reservedUsd = '0.00', leftUsd = '0.00') => ({
    spentUsd,
    reservedUsd,
    leftUsd,
  });

  test('is shares of the amount', () => {
    expect(spendingOf('5.00', standing('1.25', '0.50'))).toMatchObject({
      spentShare: 0.25,
      reservedShare: 0.1,
      spent: 1_250_000_000n,
    });
    expect(spendingOf('5.00', standing('7.50')).spentShare).toBe(1.5);
    expect(spendingOf('5.00', standing('-1.00')).spentShare).toBe(0);
    expect(spendingOf('0.00', standing('0.00')).spentShare).toBe(0);
    expect(spendingOf('0.00', standing('0.01')).spentShare).toBe(1);
  });

  test('leads somewhere, once enough of the period has passed', () => {
    const period = { start: '2026-03-01T00:00:00.000Z', end: '2026-03-11T00:00:00.000Z' };
    const at = (day: string) => Date.parse(`2026-03-${day}T00:00:00Z`);
    const createdAt = '2026-01-01T00:00:00.000Z';
    expect(forecast({ period, createdAt }, 1_000n, at('03'))).toBe(5_000n);
    expect(forecast({ period, createdAt: '2026-03-06T00:00:00.000Z' }, 1_000n, at('07'))).toBe(5_000n);
    expect(forecast({ period, createdAt }, 1_000n, at('01'))).toBeNull();
    expect(forecast({ period, createdAt }, 1_000n, at('12'))).toBeNull();
    expect(forecast({ period: { start: null, end: null }, createdAt }, 1_000n, at('03'))).toBeNull();
  });

  test.each([
    ['5.00', 5_000_000_000n],
    ['0.000000001', 1n],
    ['-0.25', -250_000_000n],
    ['9000000', 9_000_000_000_000_000n],
    ['five', 0n],
    ['', 0n],
  ])('%j is %s nano-dollars', (text, amount) => {
    expect(nanoUsdOf(text)).toBe(amount);
  });
});

describe('the sentences of rules', () => {
  const t = {
    en: createTranslator({ locale: 'en', messages: en, namespace: 'rules' }),
    zh: createTranslator({ locale: 'zh', messages: zh as typeof en, namespace: 'rules' }),
  };
  const limit = { amount: 60, meter: 'requests', per: 'minute', algorithm: 'window', models: 'none' };
  const budget = { usd: '$5.00', per: 'month', effect: 'refuse', each: 'no', models: 'none' };

  test('say what they do', () => {
    expect(t.en('limitSentence', limit)).toBe('Allows 60 requests a minute.');
    expect(
      t.en('limitSentence', { ...limit, amount: 1, meter: 'concurrency', per: 'none', models: 'gpt-4o*' }),
    ).toBe('Allows one request at once to gpt-4o*.');
    expect(t.en('limitSentence', { ...limit, amount: 200_000, meter: 'tokens', algorithm: 'bucket' })).toBe(
      'Allows 200,000 tokens a minute, evenly.',
    );
    expect(t.en('budgetSentence', { ...budget, each: 'yes', per: 'total', effect: 'count' })).toBe(
      'Allows $5.00 in total for each end user. It only counts, and refuses nothing.',
    );
    expect(t.zh('limitSentence', limit)).toBe('每分钟最多允许 60 次请求。');
    expect(t.zh('budgetSentence', { ...budget, models: 'gpt-4o*' })).toBe(
      '每月可花费 $5.00（gpt-4o*）。可能超出的请求会被拒绝。',
    );
  });
});
