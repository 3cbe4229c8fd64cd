import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRequestId } from '../../../../server/gateway/request-id.ts';
import type { Ledger, RequestContent, UsageRecord } from '../../../../server/store/ledger.ts';
import { openRequestOf } from './open-request-of.ts';
import { sampleRecord } from './sample-record.ts';

export interface LedgerUnderTest {
  ledger: Ledger;
  tenantId: string;
  /** All records of an id, as they are kept. */
  read(id: string): Promise<UsageRecord[]>;
  /** How many records there are of these ids. */
  count(ids: string[]): Promise<number>;
  readContent(id: string): Promise<RequestContent | null>;
  close(): Promise<void>;
}

/** What every implementation of the ledger promises. */
export function describeLedger(name: string, open: () => Promise<LedgerUnderTest>): void {
  describe(`ledger: ${name}`, () => {
    let subject: LedgerUnderTest;
    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject.close());

    it('keeps every field as it was handed in', async () => {
      const record = sampleRecord();
      await subject.ledger.record(record);
      expect(await subject.read(record.id)).toEqual([record]);
    });

    it('keeps absent values absent', async () => {
      const record = sampleRecord({
        modelUsed: null,
        channelId: null,
        provider: null,
        attempts: [],
        rawUsage: null,
        priceVersion: null,
        costLines: null,
        latencyFirstByteMs: null,
        errorCode: null,
        errorMessage: null,
        finishReason: null,
        losses: [],
        triedChannelIds: [],
        endUser: null,
        tags: [],
        reservation: null,
      });
      await subject.ledger.record(record);
      expect(await subject.read(record.id)).toEqual([record]);
    });

    it('changes nothing when an id is recorded again', async () => {
      const record = sampleRecord({ costNanoUsd: 1n });
      await subject.ledger.record(record);
      await subject.ledger.record({ ...record, costNanoUsd: 2n });
      expect(await subject.read(record.id)).toEqual([record]);
    });

    it('keeps content only when it is handed in, and without credentials', async () => {
      const secret = 'sk-proj-abcdefghijklmnopqrstuvwx';
      const [kept, other] = [
        sampleRecord({ tenantId: subject.tenantId }),
        sampleRecord({ tenantId: subject.tenantId }),
      ];
      await Promise.all([
        subject.ledger.record(kept, { request: `my key is ${secret}`, response: `you said "${secret}"` }),
        subject.ledger.record(other),
      ]);
      expect(await subject.readContent(kept.id)).toEqual({
        request: 'my key is [redacted]',
        response: 'you said "[redacted]"',
      });
      expect(await subject.readContent(other.id)).toBeNull();
    });

    it('keeps a note instead of raw usage that is no usage: too deep, too long or with a credential in it', async () => {
      let deep: UsageRecord['rawUsage'] = 1;
      for (let level = 0; level < 50_000; level++) deep = [deep];
      const long = Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [`tokens_of_${index}`, 'x'.repeat(50)]),
      );
      const many = Array.from({ length: 1_000 }, () => 1);
      for (const rawUsage of [deep, long, many, 'x'.repeat(10_000), { note: 'Bearer abcdefghijklmnop' }]) {
        const record = sampleRecord({ rawUsage });
        await subject.ledger.record(record);
        const [kept] = await subject.read(record.id);
        expect(kept).toEqual({ ...record, rawUsage: { omitted: expect.any(String) } });
      }
    });

    it('keeps a mebibyte of a prompt and of an answer, and of a credential nothing, wherever the cut goes', async () => {
      const secret = 'sk-proj-abcdefghijklmnopqrstuvwx0123456789';
      const mebibyte = 1024 * 1024;
      // The credential stands so that each of its characters in turn is the first behind the end, and a slice's.
      for (const place of [mebibyte, 64 * 1024]) {
        for (let before = 0; before <= secret.length; before += 6) {
          const request = `${'word '.repeat(300_000).slice(0, place - before)} ${secret}${' more'.repeat(300_000)}`;
          const record = sampleRecord({ tenantId: subject.tenantId });
          await subject.ledger.record(record, { request, response: '语'.repeat(mebibyte) });
          const content = await subject.readContent(record.id);
          expect(content?.request).not.toMatch(/sk-proj|abcdef|0123456/);
          expect(content?.request).toMatch(/\[cut: [^\]]+\]$/);
          expect(content?.request.length).toBeGreaterThan(mebibyte - 20_000);
          for (const text of Object.values(content ?? {})) {
            expect(Buffer.byteLength(text)).toBeLessThan(mebibyte + 100);
          }
          expect(content?.response).toMatch(/^语+.?\n\[cut: [^\]]+\]$/);
        }
      }
    });

    it('takes the beginning of a request, and the record that follows it', async () => {
      const record = sampleRecord();
      await subject.ledger.begin(openRequestOf(record));
      expect(await subject.read(record.id)).toEqual([]);
      await subject.ledger.record(record);
      expect(await subject.read(record.id)).toEqual([record]);
    });

    it('makes five thousand records at once durable, each once', async () => {
      const records = Array.from({ length: 5_000 }, (_, index) =>
        sampleRecord({ id: makeRequestId(Date.now() + index) }),
      );
      await Promise.all(records.map((record) => subject.ledger.record(record)));
      const ids = new Set(records.map(({ id }) => id));
      expect(ids.size).toBe(5_000);
      expect(await subject.count([...ids])).toBe(5_000);
    });
  });
}
