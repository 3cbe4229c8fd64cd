// `npm run attack`: everything that is known to hurt a gateway, played against a whole Heddle of its own while nine good
// tenants are at work. Loopback only, bounded in count and time, ends by itself, leaves nothing behind.
//
//   npm run attack -- --only gzip --soak 0
//   npm run attack -- --short

import path from 'node:path';
import { play } from './steps/play.mjs';

await play(path.resolve(import.meta.dirname, '../tests/attack/run.ts'));
