// `npm run bench:data`: how long charts and lists take with many records. Makes them in a Postgres of its own in a
// temporary folder, about 1.2 GB for a million, counts them as an upgrade would, and prints a table. Leaves nothing behind.
//
//   npm run bench:data -- --rows 10000000 --days 28

import { runBench } from './steps/run-bench.mjs';

await runBench('data/run.ts');
