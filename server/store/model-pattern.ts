/** Patterns of models' public names: a name, or with `*` for any characters, none included. Upper and lower case differ. */

interface Compiled {
  names: ReadonlySet<string>;
  globs: readonly Glob[];
}

interface Glob {
  start: string;
  /** What has to come between, in this order. */
  middle: readonly string[];
  end: string;
}

const compiledLists = new WeakMap<readonly string[], Compiled>();

/**
 * Whether a name matches any of the patterns. They are compiled once for each list, so ask with the same array. Takes
 * time in proportion to the length of the name, whatever the patterns are.
 */
export function matchesModel(patterns: readonly string[], model: string): boolean {
  const { names, globs } = compile(patterns);
  return names.has(model) || globs.some((glob) => matchesGlob(glob, model));
}

function compile(patterns: readonly string[]): Compiled {
  let compiled = compiledLists.get(patterns);
  if (!compiled) {
    compiled = {
      names: new Set(patterns.filter((pattern) => !pattern.includes('*'))),
      globs: patterns.filter((pattern) => pattern.includes('*')).map(toGlob),
    };
    compiledLists.set(patterns, compiled);
  }
  return compiled;
}

function toGlob(pattern: string): Glob {
  const pieces = pattern.split('*');
  return {
    start: pieces[0] ?? '',
    middle: pieces.slice(1, -1).filter((piece) => piece !== ''),
    end: pieces.at(-1) ?? '',
  };
}

/** Each piece is taken where it is found first: one that is found later leaves less for those behind it. */
function matchesGlob({ start, middle, end }: Glob, model: string): boolean {
  const endAt = model.length - end.length;
  if (endAt < start.length || !model.startsWith(start) || !model.endsWith(end)) return false;
  let from = start.length;
  for (const piece of middle) {
    const found = model.indexOf(piece, from);
    if (found === -1) return false;
    from = found + piece.length;
  }
  return from <= endAt;
}
