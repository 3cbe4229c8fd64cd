import { common, createLowlight } from 'lowlight';
import { languageAliases, rareLanguages } from './code-languages.ts';

/** A tree of coloured code: text, and spans with the highlighter's classes (`hljs-string`). */
export type CodeTree = ReturnType<ReturnType<typeof createLowlight>['highlight']>;

const lowlight = createLowlight(common);

/**
 * Colours code without ever making HTML of it.
 * @returns undefined where the language is not known
 */
export async function highlightCode(code: string, language: string): Promise<CodeTree | undefined> {
  const name = Object.hasOwn(languageAliases, language) ? (languageAliases[language] ?? language) : language;
  if (!lowlight.registered(name)) {
    if (!Object.hasOwn(rareLanguages, name)) return undefined;
    const grammar = await rareLanguages[name]?.();
    if (!grammar) return undefined;
    lowlight.register(name, grammar.default);
  }
  return lowlight.highlight(name, code);
}
