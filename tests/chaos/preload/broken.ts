// Preloaded into every process of a Heddle that is to be broken on purpose (NODE_OPTIONS=--import): the texts of the
// variant CHAOS_BROKEN are replaced while Node loads the files.

import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyPatch } from '../apply-patch.ts';
import { variants } from '../broken-variants.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const { patches } = variants[process.env.CHAOS_BROKEN ?? ''] ?? { patches: [] };

registerHooks({
  load(url, context, nextLoad) {
    const found = url.startsWith('file:') ? path.relative(root, fileURLToPath(url)) : '';
    const ofFile = patches.filter(({ file }) => file === found);
    if (ofFile.length === 0) return nextLoad(url, context);
    const source = ofFile.reduce(applyPatch, readFileSync(path.join(root, found), 'utf8'));
    return { format: 'module-typescript', source, shortCircuit: true };
  },
});
