import { findSecrets } from './redaction/find-secrets.ts';
import { unescapeAscii } from './redaction/unescape.ts';

const MASK = '[redacted]';

/**
 * Replaces credentials in text by `[redacted]`: provider and Heddle keys by their shapes, bearer and basic
 * authorisation, keys in query strings, passwords in addresses, private keys, and what stands behind a name such as
 * `password` where it looks like one; also where JSON escapes are in between. For logs, errors and stored content.
 * Takes linear time; JSON stays JSON.
 */
export function redactSecrets(text: string): string {
  const unescaped = unescapeAscii(text);
  const found = findSecrets(unescaped?.text ?? text);
  if (found.length === 0) return text;
  let result = '';
  let copied = 0;
  for (const [start, end] of found) {
    const from = unescaped ? unescaped.originalAt(start) : start;
    result += text.slice(copied, from) + MASK;
    copied = unescaped ? unescaped.originalAt(end) : end;
  }
  return result + text.slice(copied);
}
