import { expect, test } from 'vitest';
import type { UsageFilter } from '../../../../components/usage/usage-filter.ts';
import { toUsageInput } from '../../../../components/usage/usage-filter.ts';
import { usageHref } from '../../../../components/usage/usage-href.ts';
import { rowLogsHref, usageLogsHref } from '../../../../components/usage/usage-logs-href.ts';

const nothing: UsageFilter = {
  team: [],
  key: [],
  model: [],
  channel: [],
  provider: [],
  endpoint: [],
  tag: [],
  outcome: null,
};
const bounds = { from: '2026-03-28T12:00:00.000Z', to: '2026-03-31T12:00:00.000Z' };
const of = { tenant: 'acme', filter: nothing, bounds, timeZone: 'Europe/Berlin' };

function parametersOf(href: string): Record<string, string> {
  const url = new URL(href, 'http://localhost');
  expect(url.pathname).toBe('/acme/logs');
  return Object.fromEntries(url.searchParams);
}

test('a figure leads to the requests of the same filters and moments', () => {
  const filter = { ...nothing, team: ['t'], model: ['a', 'b'], outcome: 'failure' as const };
  expect(parametersOf(usageLogsHref({ ...of, filter }))).toEqual({
    ...bounds,
    team: 't',
    model: 'a,b',
    outcome: 'failure',
  });
});

test('a row leads to its own requests, whatever else was chosen of its kind', () => {
  const filter = { ...nothing, model: ['a', 'b'], provider: ['openai'] };
  expect(parametersOf(rowLogsHref({ ...of, filter }, 'model', 'a', { outcome: 'failure' }))).toEqual({
    ...bounds,
    model: 'a',
    provider: 'openai',
    outcome: 'failure',
  });
});

test('a day leads to what of it lies in the range, by the clocks of the zone, also where one hour is left out', () => {
  expect(parametersOf(rowLogsHref(of, 'day', '2026-03-28'))).toEqual({
    from: '2026-03-28T12:00:00.000Z',
    to: '2026-03-28T23:00:00.000Z',
  });
  // Summer time begins: this day has 23 hours.
  expect(parametersOf(rowLogsHref(of, 'day', '2026-03-29'))).toEqual({
    from: '2026-03-28T23:00:00.000Z',
    to: '2026-03-29T22:00:00.000Z',
  });
  expect(parametersOf(rowLogsHref(of, 'day', '2026-03-31'))).toEqual({
    from: '2026-03-30T22:00:00.000Z',
    to: '2026-03-31T12:00:00.000Z',
  });
});

test('the address of the usage page says how it is shown and leaves out what it opens with', () => {
  expect(usageHref('acme')).toBe('/acme/usage');
  expect(usageHref('acme', { by: 'key', measure: 'failures', range: 'day', model: ['a/b'] })).toBe(
    '/acme/usage?range=day&model=a/b&by=key&measure=failures',
  );
});

test('operations are asked for what an id or a name can be, and no more of it than they take', () => {
  const id = '0190c6f5-0000-7000-8000-000000000001';
  const models = Array.from({ length: 60 }, (_, index) => `model-${index}`);
  const input = toUsageInput({ ...nothing, key: [id, 'no id'], team: ['no id'], model: models });
  expect(input).toMatchObject({ apiKeyId: [id], teamId: undefined, outcome: undefined });
  expect(input.model).toEqual(models.slice(0, 50));
});
