import { registeredMediaType } from './media-type.ts';

/** Bytes written into a URL (RFC 2397), as base64. */
export interface DataUrl {
  mediaType: string;
  /** base64, without the prefix. */
  data: string;
}

/** RFC 2397: what a data URL without a media type means. */
const defaultMediaType = 'text/plain';

/** Reads a data URL, also a percent-encoded one; null when `url` is none. */
export function parseDataUrl(url: string): DataUrl | null {
  if (url.slice(0, 5).toLowerCase() !== 'data:') return null;
  const comma = url.indexOf(',', 5);
  if (comma === -1) return null;
  const [type = '', ...parameters] = url.slice(5, comma).split(';');
  const mediaType = registeredMediaType(type.trim().toLowerCase()) || defaultMediaType;
  const content = url.slice(comma + 1);
  if (parameters.some((parameter) => parameter.trim().toLowerCase() === 'base64')) {
    return { mediaType, data: content };
  }
  return { mediaType, data: Buffer.from(percentDecoded(content), 'utf8').toString('base64') };
}

export function formatDataUrl(mediaType: string, data: string): string {
  return `data:${mediaType};base64,${data}`;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
