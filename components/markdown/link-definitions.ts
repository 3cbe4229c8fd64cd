import { markdownBounds } from './bounds.ts';

/** Addresses that links name by reference, `[label]: address "title"`, by label. */
export type LinkDefinitions = Readonly<Record<string, { href: string; title: string | undefined }>>;

export const noDefinitions: LinkDefinitions = Object.freeze({});

const definitionPattern =
  /^ {0,3}\[([^[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2048})>?(?:[ \t]+"([^"\n]{0,200})")?[ \t]*$/gm;

/** What one block defines. A block is parsed alone, so the others have to be told. */
export function definitionsIn(text: string): LinkDefinitions {
  if (!text.includes(']:')) return noDefinitions;
  const found = [...text.matchAll(definitionPattern)].slice(0, markdownBounds.definitions);
  if (found.length === 0) return noDefinitions;
  return Object.fromEntries(
    found.map(([, label = '', href = '', title]) => [
      label.toLowerCase().replace(/\s+/g, ' '),
      { href, title },
    ]),
  );
}

/** All that a message defines: of two of one label the first holds, and no more than the bound. */
export function joinDefinitions(found: readonly LinkDefinitions[]): LinkDefinitions {
  const named = found.filter((definitions) => definitions !== noDefinitions);
  if (named.length === 0) return noDefinitions;
  const entries = named.flatMap((definitions) => Object.entries(definitions));
  return Object.fromEntries(entries.slice(0, markdownBounds.definitions).toReversed());
}
