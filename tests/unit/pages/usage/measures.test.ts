import { expect, test } from 'vitest';
import { restKey, splitPoints, wholePoints } from '../../../../components/usage/chart-points.ts';
import { openingMeasure } from '../../../../components/usage/measure.ts';
import { sortRows } from '../../../../components/usage/sort-rows.ts';
import { topRows } from '../../../../components/usage/top-rows.ts';
import { sampleRow } from './sample-totals.ts';

const at = (time: string, figures: object) => ({ ...sampleRow({ value: null, ...figures }), time });

test('the page opens on requests where nothing was charged', () => {
  expect(openingMeasure(sampleRow({ value: null, requests: 5 }))).toBe('requests');
  expect(openingMeasure(sampleRow({ value: null, requests: 5, costNanoUsd: '1' }))).toBe('cost');
});

test('parts and the rest of a stack come to the whole', () => {
  const [point] = splitPoints(
    { measure: 'requests', percentile: 'p50', whole: [at('t', { requests: 10 })], before: undefined },
    [
      { value: 'a', label: 'a', series: [at('t', { requests: 6 })] },
      { value: 'b', label: 'b', series: [at('t', { requests: 1 })] },
    ],
  );
  expect(point?.values).toEqual({ a: 6, b: 1, [restKey]: 3 });
});

test('times are not added up, and what was not measured leaves a gap', () => {
  const latencyMs = { p50: 100, p95: 200, p99: 300 };
  const [point] = splitPoints(
    {
      measure: 'latency',
      percentile: 'p95',
      whole: [at('t', { latencyMs })],
      before: [at('s', { latencyMs: { ...latencyMs, p95: 150 } })],
    },
    [
      { value: 'a', label: 'a', series: [at('t', { latencyMs })] },
      { value: 'b', label: 'b', series: [at('t', {})] },
    ],
  );
  expect(point).toEqual({ time: 't', values: { a: 200, b: null }, before: { time: 's', value: 150 } });
});

test('tokens by day are told apart: from cache, other input, output', () => {
  const whole = [at('t', { inputTokens: 100, cachedInputTokens: 30, outputTokens: 7 })];
  const [point] = wholePoints({ measure: 'tokens', percentile: 'p50', whole, before: undefined });
  expect(point?.values).toEqual({ freshInput: 70, cachedInput: 30, output: 7 });
});

test('the largest of a measure get a series; of times, those asked most; what is nothing gets none', () => {
  const rows = [
    sampleRow({ value: 'cheap', requests: 9, costNanoUsd: '1' }),
    sampleRow({ value: 'dear', requests: 1, costNanoUsd: '9' }),
    sampleRow({ value: 'free', requests: 5 }),
    sampleRow({ value: null, requests: 99 }),
  ];
  const names = (measure: 'cost' | 'latency', count: number) =>
    topRows(rows, measure, count).map(({ value }) => value);
  expect(names('cost', 8)).toEqual(['dear', 'cheap']);
  expect(names('latency', 2)).toEqual(['cheap', 'free']);
});

test('rows sort by a column either way, and those without a value come last both times', () => {
  const rows = [
    sampleRow({ value: 'a', costNanoUsd: '20000000000000000001', latencyMs: { p50: 5, p95: 6, p99: 7 } }),
    sampleRow({ value: 'b', costNanoUsd: '20000000000000000002', latencyMs: { p50: 3, p95: 6, p99: 7 } }),
    sampleRow({ value: 'c', costNanoUsd: '3' }),
  ];
  const order = (...how: ['cost' | 'latencyP50', 'asc' | 'desc']) =>
    sortRows(rows, ...how).map(({ value }) => value);
  expect(order('cost', 'desc')).toEqual(['b', 'a', 'c']);
  expect(order('latencyP50', 'asc')).toEqual(['b', 'a', 'c']);
  expect(order('latencyP50', 'desc')).toEqual(['a', 'b', 'c']);
});
