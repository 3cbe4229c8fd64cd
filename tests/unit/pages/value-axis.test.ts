import { expect, test } from 'vitest';
import { axisWidthPx, decimalsOf, ticksOf } from '../../../components/charts/value-axis.ts';

const series = ['first', 'second'].map((key) => ({ key, label: key, colour: 'black' }));

function scale(rows: [number | null, number | null][], stacked = true) {
  const points = rows.map(([first, second], index) => ({ time: String(index), values: { first, second } }));
  return ticksOf({ points, series, stacked });
}

test('an axis begins at zero and reaches over the tallest stack', () => {
  const ticks = scale([
    [3, 5],
    [1, 1],
  ]);
  expect(ticks[0]).toBe(0);
  expect(ticks.at(-1)).toBeGreaterThanOrEqual(8);
});

test('lines are not added up', () => {
  expect(scale([[30, 50]], false).at(-1)).toBeLessThan(80);
});

test('ticks are the round numbers that people count by', () => {
  expect(scale([[135, 0]])).toEqual([0, 50, 100, 150]);
  expect(scale([[11, 0]])).toEqual([0, 5, 10, 15]);
  expect(scale([[0.1035, 0]])).toEqual([0, 0.05, 0.1, 0.15]);
  expect(scale([[20_500_000, 0]])).toEqual([0, 10_000_000, 20_000_000, 30_000_000]);
});

test('a value that is a round number itself is the last tick', () => {
  expect(scale([[0.15, 0]])).toEqual([0, 0.05, 0.1, 0.15]);
  expect(scale([[4, 0]])).toEqual([0, 1, 2, 3, 4]);
});

test('an axis has as many decimals as its step', () => {
  expect(decimalsOf([0, 0.05, 0.1])).toBe(2);
  expect(decimalsOf([0, 0.5, 1])).toBe(1);
  expect(decimalsOf([0, 0.0000002])).toBe(7);
  expect(decimalsOf([0, 1000])).toBe(0);
});

test('counts have whole ticks, also when there is only one', () => {
  expect(scale([[1, 0]]).every(Number.isInteger)).toBe(true);
});

test('tiny costs have ticks of their own size', () => {
  const ticks = scale([[0.000216, 0]]);
  expect(ticks.at(-1)).toBeGreaterThanOrEqual(0.000216);
  expect(ticks.at(-1)).toBeLessThan(0.0005);
});

test('nothing but zeros and gaps has no ticks', () => {
  expect(scale([[0, null]])).toEqual([]);
  expect(ticksOf({ points: [], series, stacked: true })).toEqual([]);
});

test('an axis is as wide as its longest label, and ideographs are wider', () => {
  expect(axisWidthPx(['$0', '$0.000225'])).toBeGreaterThan(axisWidthPx(['$0', '$3']));
  expect(axisWidthPx(['12万'])).toBeGreaterThan(axisWidthPx(['12K']));
});

test('an axis reaches as high as the period before, where that is drawn', () => {
  const points = [{ time: 't', values: { a: 10 }, before: { time: 's', value: 150 } }];
  const series = [{ key: 'a', label: 'a', colour: 'red' }];
  expect(ticksOf({ points, series, stacked: true }).at(-1)).toBe(10);
  expect(ticksOf({ points, series, stacked: true, withBefore: true }).at(-1)).toBe(150);
});
