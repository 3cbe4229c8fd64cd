import path from 'node:path';
import { madeFrom } from './made-from.mjs';
import { runStep } from './run.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** The Prisma client, made from the schema. */
export const databaseClient = madeFrom({
  sources: ['prisma/schema.prisma', 'node_modules/prisma/package.json'],
  stamp: 'server/platform/db/generated/source.sha256',
  proof: 'server/platform/db/generated/client.ts',
});

/**
 * Generates the client unless it is current.
 * @param {string} node path of a Node 24
 */
export function generate(node) {
  const prisma = path.join(root, 'node_modules/prisma/build/index.js');
  // The generator runs without the native schema engine, which Prisma would otherwise download.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  return databaseClient.ensure(() =>
    runStep('Generating the database client', node, [prisma, 'generate'], env, root),
  );
}
