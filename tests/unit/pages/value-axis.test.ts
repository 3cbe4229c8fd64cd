import { expect, test } from 'vitest';
import { axisWidthPx, ticksOf } from '../../../components/charts/value-axis.ts';

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
