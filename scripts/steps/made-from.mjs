import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { hashSources } from './source-hash.mjs';

const checkout = path.resolve(import.meta.dirname, '../..');

/**
 * Something generated, with the hash of its sources in a stamp beside it. The stamp goes before the work begins
 * and comes back when it is done, so that interrupted work counts as not done.
 * @param {{sources: string[], stamp: string, proof: string, root?: string}} what `proof`: a file that exists when
 * it was made; all paths below `root`
 */
export function madeFrom({ sources, stamp, proof, root = checkout }) {
  const stampFile = path.join(root, stamp);
  const isCurrent = () =>
    existsSync(path.join(root, proof)) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === hashSources(root, sources);

  return {
    isCurrent,
    /**
     * Does the work unless what it makes is current, by now: another process may be at it.
     * @param {() => Promise<void>} work
     */
    async ensure(work) {
      if (isCurrent()) return;
      await withLock(root, async () => {
        if (isCurrent()) return;
        rmSync(stampFile, { force: true });
        // Before the work: what changes meanwhile was perhaps not seen by it.
        const hash = hashSources(root, sources);
        await work();
        writeFileSync(stampFile, hash);
      });
    },
  };
}
