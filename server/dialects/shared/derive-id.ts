import { hash } from 'node:crypto';

/** Characters of the derived half: 24 of 64 kinds are 144 bits, as many as vendors' own ids carry. */
const derivedLength = 24;

/**
 * An id that a format wants and its source did not give: the same for the same seed, always, so that a call
 * and its result, or two turns of a conversation, agree without anything being remembered.
 * @param prefix The vendor's own, with its separator: `toolu_`, `call_`, `chatcmpl-`.
 * @returns Prefix and letters, digits, `_` or `-`, as every vendor accepts.
 */
export function deriveId(prefix: string, ...seed: (string | number)[]): string {
  const digest = hash('sha256', JSON.stringify(seed), 'base64url');
  return prefix + digest.slice(0, derivedLength);
}

/**
 * The id under which a vendor knows an answer: the provider's own if it has that vendor's prefix, else one
 * made from the request's UUID, so that a log can be searched by either.
 */
export function responseId(prefix: string, id: string, requestId: string): string {
  return id.startsWith(prefix) && id.length > prefix.length ? id : prefix + requestId.replaceAll('-', '');
}
