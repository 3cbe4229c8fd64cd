export type Token = { kind: 'comment' | 'string' | 'keyword' | 'number' | 'plain'; text: string };

const keywords: Record<string, string> = {
  bash: 'curl|export|npm|python',
  typescript: 'import|from|const|let|await|async|new|for|of|if|return|export|default|process',
  python: 'import|from|for|in|with|as|if|def|return|print|None|True|False',
  json: 'true|false|null',
};

const comments: Record<string, string> = {
  bash: '#[^\\n]*',
  python: '#[^\\n]*',
  typescript: '\\/\\/[^\\n]*',
  json: '(?!)',
};

/**
 * Splits one line of code into coloured pieces; good enough for short samples, not a parser. The pieces joined
 * give the line back.
 */
export function tokenize(line: string, language: string): Token[] {
  const pattern = new RegExp(
    [
      `(?<comment>(?:^|(?<=\\s))${comments[language] ?? '(?!)'})`,
      `(?<string>"(?:[^"\\\\]|\\\\.)*"?|'(?:[^'\\\\]|\\\\.)*'?|\`[^\`]*\`?)`,
      `(?<keyword>\\b(?:${keywords[language] ?? '(?!)'})\\b)`,
      '(?<number>\\b\\d+(?:\\.\\d+)?\\b)',
    ].join('|'),
    'g',
  );
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: line.slice(end, match.index) });
    const { comment, string, keyword } = match.groups ?? {};
    const kind =
      comment !== undefined
        ? 'comment'
        : string !== undefined
          ? 'string'
          : keyword !== undefined
            ? 'keyword'
            : 'number';
    tokens.push({ kind, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < line.length) tokens.push({ kind: 'plain', text: line.slice(end) });
  return tokens;
}
