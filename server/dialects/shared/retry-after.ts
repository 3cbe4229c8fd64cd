import type { WireHeaders } from '../dialect.ts';

/**
 * How long an upstream asks us to wait, in milliseconds; undefined when it does not say.
 * Reads `retry-after-ms` (OpenAI, Azure), and `retry-after` in seconds or as a date (RFC 9110, section
 * 10.2.3), which is measured from the answer's own `date`.
 */
export function retryAfterMsOf(headers: WireHeaders): number | undefined {
  const milliseconds = numberOf(headers['retry-after-ms']);
  if (milliseconds !== undefined) return milliseconds;
  const value = single(headers['retry-after']);
  if (value === undefined) return undefined;
  const seconds = numberOf(value);
  if (seconds !== undefined) return Math.ceil(seconds * 1000);
  const until = Date.parse(value) - Date.parse(single(headers.date) ?? '');
  return Number.isFinite(until) && until >= 0 ? until : undefined;
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function numberOf(header: string | string[] | undefined): number | undefined {
  const text = single(header)?.trim();
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
