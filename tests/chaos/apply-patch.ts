import type { Patch } from './broken-variants.ts';

/** @throws when the text does not stand there exactly once: Heddle has changed, and the variant would not be broken */
export function applyPatch(source: string, { file, from, to }: Patch): string {
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}
