import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonValue } from '../../server/canonical/json.ts';

/** A recorded exchange with a vendor: file name without `.json` → what it holds. */
export interface CorpusCase {
  name: string;
  files: ReadonlyMap<string, JsonValue>;
}

/** Folder with real wire data: `CONFORMANCE_CORPUS`, else `shared/corpus` beside the checkout; null when there is none. */
export function corpusFolder(): string | null {
  const folder =
    process.env.CONFORMANCE_CORPUS ?? path.resolve(import.meta.dirname, '../../../shared/corpus');
  return existsSync(path.join(folder, 'lingua/payloads/snapshots')) ? folder : null;
}

/** Every case of a format of the corpus (`anthropic`, `chat-completions`, `google`); none when there is no corpus. */
export function corpusCases(format: string): CorpusCase[] {
  const folder = corpusFolder();
  if (folder === null) return [];
  const snapshots = path.join(folder, 'lingua/payloads/snapshots');
  const cases: CorpusCase[] = [];
  for (const name of readdirSync(snapshots).sort()) {
    const files = readFolder(path.join(snapshots, name, format));
    if (files.size > 0) cases.push({ name, files });
  }
  return cases;
}

/** Answers of a format given to requests that were translated into it. */
export function corpusTransforms(target: string): CorpusCase[] {
  const folder = corpusFolder();
  if (folder === null) return [];
  const transforms = path.join(folder, 'lingua/payloads/transforms');
  return readdirSync(transforms)
    .filter((name) => name.endsWith(`_to_${target}`))
    .map((name) => ({ name, files: readFolder(path.join(transforms, name)) }));
}

function readFolder(folder: string): Map<string, JsonValue> {
  const files = new Map<string, JsonValue>();
  if (!existsSync(folder)) return files;
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json')) continue;
    files.set(file.slice(0, -'.json'.length), JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
  }
  return files;
}
