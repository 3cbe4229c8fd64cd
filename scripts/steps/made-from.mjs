import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashSources } from './source-hash.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Something generated, with the hash of its sources in a stamp beside it. The stamp goes before the work begins
 * and comes back when it is done, so that interrupted work counts as not done.
 * @param {{sources: string[], stamp: string, proof: string}} what `proof`: a file that exists when it was made
 */
export function madeFrom({ sources, stamp, proof }) {
  const stampFile = path.join(root, stamp);
  return {
    isCurrent: () =>
      existsSync(path.join(root, proof)) &&
      existsSync(stampFile) &&
      readFileSync(stampFile, 'utf8') === hashSources(root, sources),
    /** @param {() => Promise<void>} work */
    async make(work) {
      rmSync(stampFile, { force: true });
      // Before the work: what changes meanwhile was perhaps not seen by it.
      const hash = hashSources(root, sources);
      await work();
      writeFileSync(stampFile, hash);
    },
  };
}
