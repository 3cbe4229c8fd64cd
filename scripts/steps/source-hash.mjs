import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * SHA-256 over the names and contents of files and directories below a root; absent ones are passed over.
 * @param {string} root
 * @param {string[]} places
 */
export function hashSources(root, places) {
  const hash = createHash('sha256');
  for (const place of places) {
    if (existsSync(path.join(root, place))) add(hash, root, place);
  }
  return hash.digest('hex');
}

function add(hash, root, place) {
  const absolute = path.join(root, place);
  if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).sort()) add(hash, root, path.join(place, name));
  } else {
    const contents = readFileSync(absolute);
    // Lengths keep one file's end from being read as the next one's beginning.
    hash.update(`${place}\0${contents.length}\0`).update(contents);
  }
}
