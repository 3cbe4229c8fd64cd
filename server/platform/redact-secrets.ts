const MASK = '[redacted]';

/** Shapes of credentials that are recognisable wherever they stand. */
const SECRETS = new RegExp(
  [
    `(?<![A-Za-z0-9])(?:sk|gsk|xai|pplx|nvapi|csk|rk|pk)[-_][A-Za-z0-9_-]{8,}`,
    String.raw`\bhdl_[A-Za-z0-9_-]{16,}`,
    String.raw`\bAIza[A-Za-z0-9_-]{20,}`,
    String.raw`\b(?:AKIA|ASIA)[A-Z0-9]{16}\b`,
    String.raw`\b(?:gh[pousr]|whsec|glpat|xox[abpr])[-_][A-Za-z0-9_-]{16,}`,
    String.raw`\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*`,
  ].join('|'),
  'g',
);

/** Credentials known by what stands before them; the first group is kept. */
const INTRODUCED_SECRETS = [
  /\b(Bearer\s+)[^\s"'\\,;]{8,}/gi,
  /\b(Basic\s+)[A-Za-z0-9+/]{20,}={0,2}/g,
  /([?&](?:key|api[-_]?key|token|access_token|secret|signature)=)[^&\s"'\\#]+/gi,
  /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:)[^\s/@"']+(?=@)/gi,
];

/**
 * Replaces credentials in text by `[redacted]`: provider and Heddle keys by their shapes, bearer and basic
 * authorisation, keys in query strings, passwords in addresses. For logs, errors and stored content.
 */
export function redactSecrets(text: string): string {
  let result = text.replace(SECRETS, MASK);
  for (const pattern of INTRODUCED_SECRETS) result = result.replace(pattern, `$1${MASK}`);
  return result;
}
