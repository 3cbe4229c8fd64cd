const MASK = '[redacted]';

interface SecretPattern {
  pattern: RegExp;
  replacement: string;
  /**
   * In lower case, what every match contains one of. Searching for these costs a fraction of the pattern, and
   * every log line and error goes through here.
   */
  signs: readonly string[];
}

const PATTERNS: readonly SecretPattern[] = [
  // Shapes of credentials that are recognisable wherever they stand.
  {
    pattern: new RegExp(
      [
        `(?<![A-Za-z0-9])(?:sk|gsk|xai|pplx|nvapi|csk|rk|pk)[-_][A-Za-z0-9_-]{8,}`,
        String.raw`\bhdl_[A-Za-z0-9_-]{16,}`,
        String.raw`\bAIza[A-Za-z0-9_-]{20,}`,
        String.raw`\b(?:AKIA|ASIA)[A-Z0-9]{16}\b`,
        String.raw`\b(?:gh[pousr]|whsec|glpat|xox[abpr])[-_][A-Za-z0-9_-]{16,}`,
        // Not from the middle of a run: from each `-eyJ` in a long one, all the rest would be looked through.
        String.raw`(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*`,
      ].join('|'),
      'g',
    ),
    replacement: MASK,
    signs: [
      ...['sk-', 'sk_', 'rk-', 'rk_', 'pk-', 'pk_', 'xai', 'pplx', 'nvapi', 'hdl_', 'aiza', 'akia', 'asia'],
      ...['ghp', 'gho', 'ghu', 'ghs', 'ghr', 'whsec', 'glpat', 'xox', 'eyj'],
    ],
  },
  // Credentials known by what stands before them, which is kept.
  { pattern: /\b(Bearer\s+)[^\s"'\\,;]{8,}/gi, replacement: `$1${MASK}`, signs: ['bearer'] },
  { pattern: /\b(Basic\s+)[A-Za-z0-9+/]{20,}={0,2}/g, replacement: `$1${MASK}`, signs: ['basic'] },
  {
    pattern: /([?&](?:key|api[-_]?key|token|access_token|secret|signature)=)[^&\s"'\\#]+/gi,
    replacement: `$1${MASK}`,
    signs: ['?', '&'],
  },
  {
    // The scheme is bounded, because each letter of `a.a.a.a` may begin one.
    pattern: /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"']*:)[^\s/@"']+(?=@)/gi,
    replacement: `$1${MASK}`,
    signs: ['://'],
  },
];

/**
 * Replaces credentials in text by `[redacted]`: provider and Heddle keys by their shapes, bearer and basic
 * authorisation, keys in query strings, passwords in addresses. For logs, errors and stored content.
 */
export function redactSecrets(text: string): string {
  const lower = text.toLowerCase();
  let result = text;
  for (const { pattern, replacement, signs } of PATTERNS) {
    if (signs.some((sign) => lower.includes(sign))) result = result.replace(pattern, replacement);
  }
  return result;
}
