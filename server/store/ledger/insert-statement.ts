import type { QueryConfig } from 'pg';
import type { RequestContent, UsageRecord } from '../ledger.ts';
import { writeCostLines } from '../prices/cost-lines-json.ts';
import {
  arrayLiteral,
  bigintElement,
  countElement,
  jsonElement,
  jsonTextElement,
  nullableTextElement,
  textElement,
} from './array-literal.ts';
import { writeChargedBudgets } from './charged-budgets-json.ts';
import type { LedgerEntry } from './entry.ts';

interface Column<Row> {
  name: string;
  /** Element type of the parameter. */
  type: string;
  /**
   * Type of the column where it is itself an array. Its parameter is of texts then: unnest takes arrays of arrays
   * apart to the last element, so that each row's own array travels as its literal.
   */
  arrayOf?: string;
  element(row: Row): string;
}

/** Inside of an element that is quoted itself. */
const ESCAPED_QUOTE = '\\"';

const recordColumns: readonly Column<UsageRecord>[] = [
  { name: 'id', type: 'uuid', element: (record) => textElement(record.id) },
  {
    name: 'created_at',
    type: 'timestamptz',
    element: (record) => textElement(record.createdAt.toISOString()),
  },
  { name: 'tenant_id', type: 'uuid', element: (record) => textElement(record.tenantId) },
  { name: 'team_id', type: 'uuid', element: (record) => textElement(record.teamId) },
  { name: 'api_key_id', type: 'uuid', element: (record) => textElement(record.apiKeyId) },
  { name: 'dialect', type: 'text', element: (record) => textElement(record.dialect) },
  { name: 'endpoint', type: 'text', element: (record) => textElement(record.endpoint) },
  { name: 'stream', type: 'boolean', element: (record) => (record.stream ? 't' : 'f') },
  { name: 'model_requested', type: 'text', element: (record) => textElement(record.modelRequested) },
  { name: 'model_used', type: 'text', element: (record) => nullableTextElement(record.modelUsed) },
  { name: 'channel_id', type: 'uuid', element: (record) => nullableTextElement(record.channelId) },
  { name: 'provider', type: 'text', element: (record) => nullableTextElement(record.provider) },
  { name: 'attempts', type: 'jsonb', element: (record) => jsonElement(record.attempts) },
  { name: 'input_tokens', type: 'integer', element: (record) => countElement(record.inputTokens) },
  {
    name: 'cached_input_tokens',
    type: 'integer',
    element: (record) => countElement(record.cachedInputTokens),
  },
  { name: 'cache_write_tokens', type: 'integer', element: (record) => countElement(record.cacheWriteTokens) },
  { name: 'output_tokens', type: 'integer', element: (record) => countElement(record.outputTokens) },
  { name: 'reasoning_tokens', type: 'integer', element: (record) => countElement(record.reasoningTokens) },
  {
    name: 'raw_usage',
    type: 'jsonb',
    element: ({ rawUsage }) => (rawUsage === null ? 'NULL' : jsonElement(rawUsage)),
  },
  { name: 'usage_estimated', type: 'boolean', element: (record) => (record.usageEstimated ? 't' : 'f') },
  { name: 'cost_nano_usd', type: 'bigint', element: (record) => bigintElement(record.costNanoUsd) },
  { name: 'price_version', type: 'text', element: (record) => nullableTextElement(record.priceVersion) },
  {
    name: 'cost_lines',
    type: 'jsonb',
    element: ({ costLines }) =>
      costLines === null ? 'NULL' : `"${writeCostLines(costLines, ESCAPED_QUOTE)}"`,
  },
  {
    name: 'latency_first_byte_ms',
    type: 'integer',
    element: (record) =>
      record.latencyFirstByteMs === null ? 'NULL' : countElement(record.latencyFirstByteMs),
  },
  { name: 'latency_ms', type: 'integer', element: (record) => countElement(record.latencyMs) },
  { name: 'http_status', type: 'integer', element: (record) => countElement(record.httpStatus) },
  { name: 'error_code', type: 'text', element: (record) => nullableTextElement(record.errorCode) },
  { name: 'error_message', type: 'text', element: (record) => nullableTextElement(record.errorMessage) },
  { name: 'finish_reason', type: 'text', element: (record) => nullableTextElement(record.finishReason) },
  { name: 'ended_by', type: 'text', element: (record) => textElement(record.endedBy) },
  { name: 'losses', type: 'text', arrayOf: 'text', element: (record) => textsElement(record.losses) },
  {
    name: 'tried_channel_ids',
    type: 'text',
    arrayOf: 'uuid',
    element: (record) => textsElement(record.triedChannelIds),
  },
  { name: 'end_user', type: 'text', element: (record) => nullableTextElement(record.endUser) },
  { name: 'tags', type: 'text', arrayOf: 'text', element: (record) => textsElement(record.tags) },
  { name: 'replay_of', type: 'uuid', element: (record) => nullableTextElement(record.replayOf) },
  {
    name: 'reserved_nano_usd',
    type: 'bigint',
    element: ({ reservation }) => (reservation === null ? 'NULL' : String(reservation.nanoUsd)),
  },
  {
    name: 'charged_budgets',
    type: 'jsonb',
    element: ({ reservation }) =>
      reservation === null ? 'NULL' : jsonTextElement(writeChargedBudgets(reservation.budgets)),
  },
];

/** The literal of an array as one text; nearly always of an empty one. */
function textsElement(texts: readonly string[]): string {
  return texts.length === 0 ? '"{}"' : textElement(arrayLiteral(texts, textElement));
}

type ContentRow = RequestContent & { record: UsageRecord };

const contentColumns: readonly Column<ContentRow>[] = [
  { name: 'usage_record_id', type: 'uuid', element: ({ record }) => textElement(record.id) },
  { name: 'tenant_id', type: 'uuid', element: ({ record }) => textElement(record.tenantId) },
  {
    name: 'created_at',
    type: 'timestamptz',
    element: ({ record }) => textElement(record.createdAt.toISOString()),
  },
  { name: 'request', type: 'text', element: (row) => textElement(row.request) },
  { name: 'response', type: 'text', element: (row) => textElement(row.response) },
];

const insertRecords = insertFrom('usage_records', recordColumns, 1);
const insertRecordsAndContents = `WITH recorded AS (${insertRecords}) ${insertFrom(
  'request_contents',
  contentColumns,
  recordColumns.length + 1,
)}`;

/**
 * One statement, hence one transaction, for all entries. A record that is there already is left as it is.
 * The arbiter of the conflict is not named, which would take the right to read the table.
 */
export function insertStatement(entries: readonly LedgerEntry[]): QueryConfig {
  const records = entries.map((entry) => entry.record);
  const contents = entries.flatMap(({ record, content }) => (content ? [{ ...content, record }] : []));
  const values = recordColumns.map((column) => arrayLiteral(records, column.element));
  if (contents.length === 0) return { name: 'ledger-records', text: insertRecords, values };
  for (const column of contentColumns) values.push(arrayLiteral(contents, column.element));
  return { name: 'ledger-records-and-contents', text: insertRecordsAndContents, values };
}

function insertFrom(
  table: string,
  columns: readonly Pick<Column<never>, 'name' | 'type' | 'arrayOf'>[],
  firstParameter: number,
): string {
  const names = columns.map(({ name }) => name);
  const selected = columns.map(({ name, arrayOf }) => (arrayOf ? `${name}::${arrayOf}[]` : name));
  const parameters = columns.map(({ type }, index) => `$${firstParameter + index}::${type}[]`);
  return (
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${selected.join(', ')} ` +
    `FROM unnest(${parameters.join(', ')}) AS entry(${names.join(', ')}) ON CONFLICT DO NOTHING`
  );
}
