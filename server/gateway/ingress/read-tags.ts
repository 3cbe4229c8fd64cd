import { Fault } from '../../canonical/fault.ts';
import { MOST_TAGS, tagPattern } from '../../canonical/tag.ts';
import { redactSecrets } from '../../platform/redact-secrets.ts';
import type { GatewayRequest } from '../message.ts';

const header = 'x-heddle-tags';
/** All of them with commas, and as many spaces. */
const longestHeader = 1_024;

const none: string[] = [];

/**
 * The sender's labels for a request, `x-heddle-tags: checkout, team:search`, each once. A key that was sent as one by
 * mistake is not kept.
 * @throws Fault invalid_request for what are no labels: who searches by them later must find all
 */
export function readTags({ headers }: GatewayRequest): string[] {
  const value = headers[header];
  if (value === undefined) return none;
  const text = String(value);
  if (text.length > longestHeader) throw wrong();
  // RFC 9110, 5.6.1.2: empty elements of a list do not count.
  const tags = new Set<string>();
  for (const item of text.split(',')) {
    const name = item.trim();
    if (name === '') continue;
    if (!tagPattern.test(name)) throw wrong();
    tags.add(name);
  }
  if (tags.size > MOST_TAGS) throw wrong();
  return tags.size === 0 ? none : [...tags].map(redactSecrets);
}

function wrong(): Fault {
  return new Fault(
    'invalid_request',
    `${header}: expected at most ${MOST_TAGS} labels of 1 to 40 letters, digits, "_", ".", ":" or "-", with commas between them.`,
    { path: header },
  );
}
