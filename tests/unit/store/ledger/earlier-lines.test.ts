import { describe, expect, it } from 'vitest';
import { readEntry, writeEntry } from '../../../../server/store/ledger/entry-json.ts';
import { interruptedRecords } from '../../../../server/store/ledger/open-requests/interrupted-records.ts';
import { writeBegun } from '../../../../server/store/ledger/open-requests/open-request-line.ts';
import { openRequestOf } from './open-request-of.ts';
import { sampleRecord } from './sample-record.ts';

/** A line as a version wrote it that did not know these members of a record. */
function withoutDetails(line: string): string {
  const written = JSON.parse(line);
  for (const name of ['errorMessage', 'triedChannelIds', 'endUser', 'tags', 'replayOf', 'costLines']) {
    delete written.record[name];
  }
  return JSON.stringify(written);
}

const unknown = { triedChannelIds: [], endUser: null, tags: [], replayOf: null };

describe('lines that an earlier version left on disk', () => {
  it('are read from the spool, without what it did not know', () => {
    const entry = { record: sampleRecord(), content: null };
    expect(readEntry(writeEntry(entry))).toEqual(entry);
    expect(readEntry(withoutDetails(writeEntry(entry))).record).toEqual({
      ...entry.record,
      ...unknown,
      errorMessage: null,
      costLines: null,
    });
  });

  it('are read from the file of open requests', async () => {
    const line = withoutDetails(writeBegun(openRequestOf(sampleRecord())));
    expect(await interruptedRecords(line)).toMatchObject([{ ...unknown, errorCode: 'interrupted' }]);
  });
});
