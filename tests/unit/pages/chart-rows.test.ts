import { expect, test } from 'vitest';
import { rowsAt, sumAt } from '../../../components/charts/chart-rows.ts';

const seriesOf = (...keys: string[]) => keys.map((key) => ({ key, label: key, colour: 'red' }));

test('a tooltip of few series has all of them as they stand, also those that are nothing', () => {
  const point = { time: 't', values: { p50: null, p95: 0, p99: 3 } };
  expect(rowsAt(point, seriesOf('p50', 'p95', 'p99')).map(({ key, value }) => [key, value])).toEqual([
    ['p50', null],
    ['p95', 0],
    ['p99', 3],
  ]);
});

test('a tooltip of many series has the largest first, and leaves out what is nothing', () => {
  const point = { time: 't', values: { a: 1, b: 0, c: 3, d: null, e: 2 } };
  const series = seriesOf('a', 'b', 'c', 'd', 'e');
  expect(rowsAt(point, series).map(({ key }) => key)).toEqual(['c', 'e', 'a']);
  expect(sumAt(point, series)).toBe(6);
});
