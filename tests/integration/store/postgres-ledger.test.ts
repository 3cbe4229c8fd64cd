import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeRequestId } from '../../../server/gateway/request-id.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import { createTestDatabase } from '../../support/database.ts';
import { createTenant } from '../../support/tenant.ts';
import { describeLedger } from '../../unit/store/ledger/ledger-contract.ts';
import { sampleRecord } from '../../unit/store/ledger/sample-record.ts';
import { countRecords, readContent, readRecords } from './read-records.ts';

const database = await createTestDatabase();
const home = mkdtempSync(path.join(tmpdir(), 'heddle-ledger-'));
const ledger = openLedger({ databaseUrl: database.url, home, logger: createLogger('ledger') });
const { id: tenantId } = await createTenant();

afterAll(async () => {
  await ledger.close();
  await database.close();
});

describeLedger('postgres', async () => ({
  ledger,
  tenantId,
  read: (id) => readRecords(database.owner, id),
  count: (ids) => countRecords(database.owner, ids),
  readContent: (id) => readContent(database.owner, id),
  close: async () => undefined,
}));

describe('the ledger in Postgres takes anything', () => {
  it('stores what Postgres cannot, as near as it can', async () => {
    const record = sampleRecord({
      modelRequested: 'nul \0, half a pair \ud800',
      losses: ['a\0b'],
      inputTokens: 1e300,
      outputTokens: Number.NaN,
      reasoningTokens: -5,
      cachedInputTokens: 1.5,
      costNanoUsd: 2n ** 80n,
      rawUsage: { 'k\0': ['\0', '\ud800', '\\u0000', 1e300] },
    });
    await ledger.record(record);
    expect(await readRecords(database.owner, record.id)).toEqual([
      {
        ...record,
        modelRequested: 'nul , half a pair �',
        losses: ['ab'],
        inputTokens: 2_147_483_647,
        outputTokens: 0,
        reasoningTokens: 0,
        cachedInputTokens: 2,
        costNanoUsd: 2n ** 63n - 1n,
        rawUsage: { k: ['', '�', '\\u0000', 1e300] },
      },
    ]);
  });

  it('keeps the other rows of a batch when one is refused, and sets that one aside', async () => {
    const good = Array.from({ length: 20 }, () => sampleRecord());
    const bad = sampleRecord({ tenantId: 'no uuid' });
    const records = [...good.slice(0, 7), bad, ...good.slice(7)];
    await Promise.all(records.map((record) => ledger.record(record)));
    for (const record of good) expect(await readRecords(database.owner, record.id)).toHaveLength(1);
    expect(setAside()).toContain(bad.id);
  });

  it('keeps the record of a tenant that is gone, without its content', async () => {
    const record = sampleRecord({ tenantId: makeRequestId(Date.now()) });
    await ledger.record(record, { request: 'question', response: 'answer' });
    expect(await readRecords(database.owner, record.id)).toEqual([record]);
    expect(await readContent(database.owner, record.id)).toBeNull();
  });
});

function setAside(): string {
  const directory = path.join(home, 'ledger-spool');
  const names = readdirSync(directory).filter((name) => name.endsWith('.set-aside'));
  return names.map((name) => readFileSync(path.join(directory, name), 'utf8')).join('');
}
