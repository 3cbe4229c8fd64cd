import { describe, expect, test } from 'vitest';
import { dayAfter, endOfDay } from '../../../components/keys/expiry';
import { groupKeys } from '../../../components/keys/group-keys';
import { conditionOf } from '../../../components/keys/key-condition';
import { sortByFigures } from '../../../components/keys/sort-keys';

const key = (id: string, replacedById?: string) => ({
  id,
  replacedBy: replacedById ? { id: replacedById, name: replacedById, prefix: 'hdl_' } : null,
});
const grouped = (...keys: ReturnType<typeof key>[]) =>
  groupKeys(keys).map(({ key: { id }, depth }) => `${'>'.repeat(depth)}${id}`);

describe('keys that were replaced', () => {
  test('stand under their successors, chains one under the other', () => {
    expect(grouped(key('a'), key('c1', 'c2'), key('b'), key('c3'), key('c2', 'c3'))).toEqual([
      'a',
      'b',
      'c3',
      '>c2',
      '>>c1',
    ]);
  });

  test('stand by themselves where their successor is not shown, and all of several stand under one', () => {
    expect(grouped(key('old', 'elsewhere'), key('new'), key('x', 'new'), key('y', 'new'))).toEqual([
      'old',
      'new',
      '>x',
      '>y',
    ]);
  });
});

test('a key says whether it works, for how long, and what took its place', () => {
  const now = Date.parse('2026-11-01T00:00:00Z');
  const replacedBy = { id: '1', name: 'new', prefix: 'hdl_' };
  const conditions = (
    [
      ['active', null, null],
      ['active', null, '2026-11-08T00:00:01Z'],
      ['active', null, '2026-11-07T23:00:00Z'],
      ['active', replacedBy, '2026-11-02T00:00:00Z'],
      ['expired', replacedBy, '2026-10-31T00:00:00Z'],
      ['expired', null, '2026-10-31T00:00:00Z'],
      ['revoked', replacedBy, null],
    ] as const
  ).map(([status, replacedBy, expiresAt]) => conditionOf({ status, replacedBy, expiresAt }, now));
  expect(conditions).toEqual(['active', 'active', 'expiring', 'replaced', 'ended', 'expired', 'revoked']);
});

test('keys are sorted by what they were used for, to the nano-dollar; unused ones count as nothing', () => {
  const figures = new Map(
    [
      {
        apiKeyId: 'a',
        requests30d: 2,
        costNanoUsd30d: '9007199254740993',
        lastUsedAt: '2026-11-01T00:00:00Z',
      },
      {
        apiKeyId: 'b',
        requests30d: 5,
        costNanoUsd30d: '9007199254740992',
        lastUsedAt: '2026-10-01T00:00:00Z',
      },
    ].map((each) => [each.apiKeyId, each]),
  );
  const keys = ['c', 'b', 'a'].map((id) => ({ id }));
  const sorted = (sort: 'cost' | 'requests' | 'used', order: 'ascending' | 'descending') =>
    sortByFigures(keys, figures, sort, order)
      .map(({ id }) => id)
      .join('');
  expect(sorted('cost', 'descending')).toBe('abc');
  expect(sorted('requests', 'descending')).toBe('bac');
  expect(sorted('used', 'ascending')).toBe('cba');
});

test('a last day ends where the reader is, and the first that can be chosen is tomorrow', () => {
  const end = endOfDay('2026-12-31');
  expect([end.getDate(), end.getHours(), end.getMinutes()]).toEqual([31, 23, 59]);
  expect(dayAfter(new Date(2026, 11, 31, 23, 59))).toBe('2027-01-01');
});
