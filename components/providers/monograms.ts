import { dyeOf, dyes } from './dye';

/** How a provider is marked: letters of its own name on a dye. Drawn by us, because vendors' logos are their own. */
export type Monogram = { letters: string; dye: string };

const [verdigris, saffron, indigo, madder, weld, orchil, walnut] = dyes;

const monograms: Readonly<Record<string, Monogram>> = {
  simulator: { letters: 'Si', dye: verdigris },
  openai: { letters: 'O', dye: verdigris },
  'openai-compatible': { letters: 'O+', dye: walnut },
  anthropic: { letters: 'A', dye: madder },
  'anthropic-compatible': { letters: 'A+', dye: walnut },
  gemini: { letters: 'G', dye: indigo },
  mistral: { letters: 'M', dye: saffron },
  groq: { letters: 'Gq', dye: madder },
  deepseek: { letters: 'Ds', dye: indigo },
  xai: { letters: 'X', dye: walnut },
  openrouter: { letters: 'Or', dye: orchil },
  together: { letters: 'To', dye: indigo },
  fireworks: { letters: 'Fw', dye: orchil },
  perplexity: { letters: 'Px', dye: verdigris },
  nvidia: { letters: 'Nv', dye: weld },
  cerebras: { letters: 'Cb', dye: saffron },
  moonshot: { letters: 'Ms', dye: walnut },
  siliconflow: { letters: 'Sf', dye: orchil },
  ollama: { letters: 'Ol', dye: weld },
  vllm: { letters: 'vL', dye: saffron },
};

/** The mark of a provider by its id in the registry; of one that is not there, by its name. */
export function monogramOf(id: string, name: string): Monogram {
  const known = Object.hasOwn(monograms, id) ? monograms[id] : undefined;
  return known ?? { letters: Array.from(name)[0]?.toUpperCase() ?? '·', dye: dyeOf(id) };
}
