// `npm run chaos`: everything that can fail around a Heddle fails, and it is killed and restarted at its work; a provider
// that keeps a journal says what is true. Loopback only, bounded to 15 minutes, ends by itself, leaves nothing behind.
//
//   npm run chaos -- --only faults --fault Postgres
//   npm run chaos -- --broken no-drain
//   npm run chaos -- --short

import path from 'node:path';
import { play } from './steps/play.mjs';

await play(path.resolve(import.meta.dirname, '../tests/chaos/run.ts'));
