import { markdownBounds } from './bounds.ts';

const protocols = new Set(['http:', 'https:', 'mailto:']);

/**
 * An address that a link in an answer may have: absolute, and http, https or mailto. Anything else, addresses of
 * this very site in short form among it, is undefined.
 */
export function safeAddress(address: string): string | undefined {
  if (address.length > markdownBounds.address || !/^(?:https?:\/\/|mailto:)/i.test(address)) return undefined;
  try {
    const url = new URL(address);
    return protocols.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
