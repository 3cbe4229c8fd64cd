import { MemoryLedger } from '../../../../server/store/ledger/memory-ledger.ts';
import { describeLedger } from './ledger-contract.ts';

describeLedger('memory', async () => {
  const ledger = new MemoryLedger();
  return {
    ledger,
    tenantId: '0190a000-0000-7000-8000-000000000001',
    read: async (id) => ledger.records.filter((record) => record.id === id),
    count: async (ids) => ledger.records.filter((record) => ids.includes(record.id)).length,
    readContent: async (id) => ledger.contents.get(id) ?? null,
    close: () => ledger.close(),
  };
});
