import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { makeRequestId } from '../../../server/gateway/request-id.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import { writeBegun, writeOwner } from '../../../server/store/ledger/open-requests/open-request-line.ts';
import { thisProcess } from '../../../server/store/ledger/open-requests/owner.ts';
import { Spool } from '../../../server/store/ledger/spool.ts';
import type { UsageRecord } from '../../../server/store/ledger.ts';
import { createTestDatabase } from '../../support/database.ts';
import { createTenant } from '../../support/tenant.ts';
import { describeLedger } from '../../unit/store/ledger/ledger-contract.ts';
import { openRequestOf } from '../../unit/store/ledger/open-request-of.ts';
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

describe('what a dead process left', () => {
  /** A file of open requests whose process is dead, beside what the same process had kept in the spool. */
  async function leave(open: UsageRecord[], kept: UsageRecord[]): Promise<string> {
    const left = path.join(mkdtempSync(path.join(tmpdir(), 'heddle-left-')), 'ledger-spool');
    mkdirSync(left);
    const lines = open.map((record) => writeBegun(openRequestOf(record)));
    writeFileSync(
      path.join(left, 'left.open'),
      [writeOwner({ ...thisProcess(), startedAt: '1' }), ...lines].join(''),
    );
    if (kept.length > 0) {
      await new Spool(left).keep(kept.map((record) => ({ record, content: null })));
    }
    return path.dirname(left);
  }

  it('is recorded once, by however many processes, and what it had kept goes before', async () => {
    const [durable, kept, open] = [sampleRecord(), sampleRecord(), sampleRecord()];
    await ledger.record(durable);
    const leftHome = await leave([durable, kept, open], [kept]);
    const takers = Array.from({ length: 3 }, () =>
      openLedger({ databaseUrl: database.url, home: leftHome, logger: createLogger('ledger') }),
    );
    await vi.waitFor(() => expect(readdirSync(path.join(leftHome, 'ledger-spool'))).toEqual([]), {
      timeout: 15_000,
    });
    await Promise.all(takers.map((taker) => taker.close()));
    expect(await readRecords(database.owner, durable.id)).toEqual([durable]);
    expect(await readRecords(database.owner, kept.id)).toEqual([kept]);
    expect(await readRecords(database.owner, open.id)).toMatchObject([
      {
        endedBy: 'interrupted',
        usageEstimated: true,
        inputTokens: 100,
        outputTokens: 10,
        costNanoUsd: 21_000n,
      },
    ]);
  });

  it('is recorded in full where thousands were open', async () => {
    const open = Array.from({ length: 3_000 }, () => sampleRecord());
    const leftHome = await leave(open, []);
    const taker = openLedger({ databaseUrl: database.url, home: leftHome, logger: createLogger('ledger') });
    await vi.waitFor(() => expect(readdirSync(path.join(leftHome, 'ledger-spool'))).toEqual([]), {
      timeout: 15_000,
    });
    await taker.close();
    const ids = open.map(({ id }) => id);
    expect(await countRecords(database.owner, ids)).toBe(3_000);
  });
});

function setAside(): string {
  const directory = path.join(home, 'ledger-spool');
  const names = readdirSync(directory).filter((name) => name.endsWith('.set-aside'));
  return names.map((name) => readFileSync(path.join(directory, name), 'utf8')).join('');
}
