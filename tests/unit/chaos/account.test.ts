import { describe, expect, it } from 'vitest';
import { holdAgainstJournal, isAccountedFor } from '../../chaos/checks/account.ts';
import { answerTo, entryOf, recordOf } from './known.ts';

const answer = answerTo({ kind: 'whole', words: 20 });
const { id } = answer.request;
const entry = entryOf(id, { tokens: 20 });
const record = recordOf(id, { outputTokens: 20 });

describe('the ledger, held against the provider’s journal,', () => {
  it('is right where each request has one record that bills what was generated', () => {
    expect(holdAgainstJournal({ entries: [entry], answers: [answer], records: [record] })).toEqual([]);
    // A retry is one more exchange of the same request.
    const retried = [entryOf(id, { tokens: 0, finished: true, status: 503 }), entry];
    expect(holdAgainstJournal({ entries: retried, answers: [answer], records: [record] })).toEqual([]);
  });

  it.each([
    ['no record', [], 'left no record'],
    ['two records', [record, recordOf(id, { outputTokens: 20 })], 'left more than one record'],
    ['too little billed', [recordOf(id, { outputTokens: 19 })], 'not billed as'],
    ['too much billed', [recordOf(id, { outputTokens: 21 })], 'not billed as'],
    [
      'a complete answer billed as interrupted',
      [recordOf(id, { endedBy: 'interrupted', outputTokens: 20 })],
      'not billed as',
    ],
  ])('is wrong with %s', (_what, records, said) => {
    const broken = holdAgainstJournal({ entries: [entry], answers: [answer], records });
    expect(broken.join()).toContain(said);
  });

  it('waits for every request that the provider has seen', () => {
    expect(isAccountedFor({ entries: [entry], records: [] })).toBe(false);
    expect(isAccountedFor({ entries: [entry], records: [record] })).toBe(true);
  });
});
