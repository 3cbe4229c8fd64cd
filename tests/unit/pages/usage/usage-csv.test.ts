import { expect, test } from 'vitest';
import { breakdownCsv, seriesCsv } from '../../../../components/usage/usage-csv.ts';
import { sampleRow } from './sample-totals.ts';

const figures =
  'requests,failures,token_counts,input_tokens,cached_input_tokens,cache_write_tokens,output_tokens,reasoning_tokens,' +
  'cost_nano_usd,unpriced_requests,latency_p50_ms,latency_p95_ms,first_byte_p50_ms,first_byte_p95_ms';

test('the table has every figure to the last digit, and an empty cell for what was not measured', () => {
  const row = sampleRow({
    value: 'k1',
    label: '=cmd()',
    requests: 3,
    failures: 1,
    costNanoUsd: '12345678901234567890',
    latencyMs: { p50: 120, p95: 300, p99: 310 },
  });
  expect(breakdownCsv('key', [row]).split('\r\n')).toEqual([
    `key,id,${figures}`,
    `'=cmd(),k1,3,1,0,0,0,0,0,0,12345678901234567890,0,120,300,,`,
    '',
  ]);
});

test('the series has a row for each value and moment, in UTC, the whole first', () => {
  const at = (time: string, requests: number) => ({ ...sampleRow({ value: null, requests }), time });
  const csv = seriesCsv('model', [
    {
      label: 'All',
      value: null,
      series: [at('2026-03-10T00:00:00+01:00', 3), at('2026-03-11T00:00:00+01:00', 4)],
    },
    {
      label: 'a',
      value: 'a',
      series: [at('2026-03-10T00:00:00+01:00', 1), at('2026-03-11T00:00:00+01:00', 2)],
    },
  ]);
  const rows = csv.trimEnd().split('\r\n');
  expect(rows[0]).toBe(`time,model,id,${figures}`);
  expect(rows.slice(1).map((row) => row.split(',').slice(0, 4).join(','))).toEqual([
    '2026-03-09T23:00:00.000Z,All,,3',
    '2026-03-10T23:00:00.000Z,All,,4',
    '2026-03-09T23:00:00.000Z,a,a,1',
    '2026-03-10T23:00:00.000Z,a,a,2',
  ]);
});
