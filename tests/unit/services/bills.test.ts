import { describe, expect, it } from 'vitest';
import { emptyLine } from '../../../server/services/reconciliation/bill.ts';
import { compareLines } from '../../../server/services/reconciliation/compare-lines.ts';
import { readAnthropicReport } from '../../../server/services/reconciliation/read-anthropic-report.ts';
import { csvColumns, readCsvReport } from '../../../server/services/reconciliation/read-csv-report.ts';
import { readOpenAiReport } from '../../../server/services/reconciliation/read-openai-report.ts';

const march10 = Date.UTC(2026, 2, 10) / 1000;

describe('a bill is read', () => {
  it('of OpenAI’s usage, in several pages', () => {
    const page = (model: string) => ({
      object: 'page',
      data: [
        {
          object: 'bucket',
          start_time: march10,
          end_time: march10 + 86_400,
          results: [
            {
              object: 'organization.usage.completions.result',
              input_tokens: 1000,
              input_cached_tokens: 800,
              output_tokens: 500,
              num_model_requests: 5,
              project_id: null,
              model,
            },
          ],
        },
      ],
      has_more: false,
      next_page: null,
    });
    const { lines, countsTokens } = readOpenAiReport(JSON.stringify([page('gpt-4o'), page('o3')]));
    expect(countsTokens).toBe(true);
    expect(lines).toMatchObject([
      {
        day: '2026-03-10',
        model: 'gpt-4o',
        inputTokens: 1000,
        cachedInputTokens: 800,
        outputTokens: 500,
        requests: 5,
      },
      { model: 'o3', costNanoUsd: null },
    ]);
  });

  it('of OpenAI’s costs, by line item', () => {
    const result = (line_item: string, value: number | string) => ({
      object: 'organization.costs.result',
      amount: { value, currency: 'usd' },
      line_item,
    });
    const report = {
      data: [
        {
          start_time: march10,
          results: [result('gpt-4o-2024-08-06, input', 0.06), result('o3, output', '0.1')],
        },
      ],
    };
    const { lines, countsTokens } = readOpenAiReport(JSON.stringify(report));
    expect(countsTokens).toBe(false);
    expect(lines).toMatchObject([
      { model: 'gpt-4o-2024-08-06', costNanoUsd: 60_000_000n },
      { model: 'o3', costNanoUsd: 100_000_000n },
    ]);
  });

  it('of Anthropic’s usage, whose input leaves the cached out, and of its costs, in cents', () => {
    const report = {
      data: [
        {
          starting_at: '2026-03-10T00:00:00Z',
          ending_at: '2026-03-11T00:00:00Z',
          results: [
            {
              uncached_input_tokens: 1500,
              cache_creation: { ephemeral_1h_input_tokens: 1000, ephemeral_5m_input_tokens: 500 },
              cache_read_input_tokens: 200,
              output_tokens: 500,
              server_tool_use: { web_search_requests: 10 },
              model: 'claude-sonnet-4-5-20250929',
            },
            { currency: 'USD', amount: '123.45', cost_type: 'web_search', model: null },
          ],
        },
      ],
      has_more: false,
    };
    expect(readAnthropicReport(JSON.stringify(report)).lines).toMatchObject([
      { inputTokens: 3200, cachedInputTokens: 200, cacheWriteTokens: 1500, outputTokens: 500 },
      { model: 'web_search', costNanoUsd: 1_234_500_000n },
    ]);
  });

  it('of a CSV file, by its headings', () => {
    const columns = csvColumns.parse({
      day: 'Date',
      model: 'Model',
      inputTokens: 'In',
      cachedInputTokens: 'Cached',
      outputTokens: 'Out',
      costUsd: 'Cost',
      inputExcludesCached: true,
    });
    const file = '\uFEFFDate,Model,In,Cached,Out,Cost\n2026-03-10,"gpt, large","1,000",200,,$0.5\n\n';
    expect(readCsvReport(file, columns).lines).toMatchObject([
      {
        day: '2026-03-10',
        model: 'gpt, large',
        inputTokens: 1200,
        cachedInputTokens: 200,
        outputTokens: 0,
        costNanoUsd: 500_000_000n,
      },
    ]);
  });

  it.each([
    ['no JSON', () => readOpenAiReport('{'), 'text: expected JSON'],
    ['another answer', () => readOpenAiReport('{"error":{}}'), '0.data'],
    [
      'a negative count',
      () => readOpenAiReport(`{"data":[{"start_time":1,"results":[{"input_tokens":-1}]}]}`),
      'input_tokens',
    ],
    ['an unknown column', () => readCsvReport('a,b\n1,2', csvColumns.parse({ day: 'x', model: 'b' })), '"x"'],
    ['a bad date', () => readCsvReport('a,b\nsoon,2', csvColumns.parse({ day: 'a', model: 'b' })), 'line 2'],
    [
      'a bad number',
      () =>
        readCsvReport('a,b,c\n2026-01-01,m,-4', csvColumns.parse({ day: 'a', model: 'b', requests: 'c' })),
      'line 2, c',
    ],
    [
      'an open quotation',
      () => readCsvReport('a,b\n"2026', csvColumns.parse({ day: 'a', model: 'b' })),
      'comma-separated',
    ],
  ])('never: %s is refused by its place', (_, read, said) => {
    expect(read).toThrow(
      expect.objectContaining({ code: 'invalid_request', message: expect.stringContaining(said) }),
    );
  });
});

it('brings both sides together by day and undated model, the dearest difference first', () => {
  const line = (model: string, costNanoUsd: bigint | null, inputTokens = 0) => ({
    ...emptyLine('2026-03-10', model),
    costNanoUsd,
    inputTokens,
  });
  const compared = compareLines(
    [line('gpt-4o-2024-08-06', 5n, 7), line('gpt-4o', 4n, 1), line('o3', 100n), line('o4', null, 3)],
    [line('gpt-4o', 8n, 8), line('o3', 10n), line('ours', 1n)],
  );
  expect(compared.map(({ model }) => model)).toEqual(['o3', 'o4', 'gpt-4o', 'ours']);
  expect(compared[2]).toMatchObject({
    theirs: { costNanoUsd: 9n, inputTokens: 8 },
    ours: { costNanoUsd: 8n },
  });
  expect(compared[3]).toMatchObject({ theirs: null });
});
