// A process that records usage and is killed for it. Arguments: database URL, home, how many records.
// Prints the ids, one a line, as they become durable, and then waits for its end.

import { createLogger } from '../../../server/platform/logger.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import { sampleRecord } from '../../unit/store/ledger/sample-record.ts';

const [databaseUrl = '', home = '', count = '0'] = process.argv.slice(2);
const ledger = openLedger({ databaseUrl, home, logger: createLogger('ledger') });
await Promise.all(
  Array.from({ length: Number(count) }, async () => {
    const record = sampleRecord();
    await ledger.record(record);
    process.stdout.write(`${record.id}\n`);
  }),
);
setInterval(() => undefined, 60_000);
