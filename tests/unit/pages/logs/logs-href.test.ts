import { expect, it } from 'vitest';
import { logsHref } from '../../../../components/logs/logs-href.ts';

it.each([
  [{}, '/acme/logs'],
  [{ outcome: 'failure', range: 'day' }, '/acme/logs?range=day&outcome=failure'],
  [{ error: ['rate_limited', 'overloaded'] }, '/acme/logs?error=rate_limited,overloaded'],
  [{ 'latency.min': 1500, stream: true }, '/acme/logs?stream=true&latency.min=1500'],
  [{ model: ['a,b&c'] }, '/acme/logs?model=a%252Cb%26c'],
  [
    { from: new Date(0), to: new Date(60_000) },
    '/acme/logs?from=1970-01-01T00:00:00.000Z&to=1970-01-01T00:01:00.000Z',
  ],
  [{ sort: 'cost', order: 'asc' }, '/acme/logs?sort=cost&order=asc'],
  [{ request: 'r' }, '/acme/logs?request=r'],
] as const)('leads from %j to %s', (address, href) => {
  expect(logsHref('acme', structuredClone(address) as object)).toBe(href);
});
