import path from 'node:path';
import { madeFrom } from './made-from.mjs';
import { runStep } from './run.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** The built pages, and everything they are made from. */
export const pages = madeFrom({
  sources: [
    'app',
    'components',
    'server',
    'messages',
    'public',
    'proxy.ts',
    'next.config.mjs',
    'postcss.config.mjs',
    'tsconfig.json',
    'package-lock.json',
  ],
  stamp: '.next/source.sha256',
  proof: '.next/BUILD_ID',
});

/**
 * Builds the pages unless they are current.
 * @param {string} node path of a Node 24
 */
export function build(node) {
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  return pages.ensure(() => runStep('Building the pages', node, [next, 'build'], env, root));
}
