// `npm run bench`: what Heddle costs over a bare pass-through, measured on this machine. Loopback only, a Postgres of its
// own in a temporary folder, ends by itself after a few minutes, prints a table and leaves nothing behind.
//
//   npm run bench -- --rounds 3 --seconds 1 --concurrency 16 --only streamed

import { runBench } from './steps/run-bench.mjs';

await runBench('run.ts');
