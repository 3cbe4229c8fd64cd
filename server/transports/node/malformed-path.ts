import type { ServerResponse } from 'node:http';
import { Fault } from '../../canonical/fault.ts';

/** Whether every percent sign of a path begins an encoded byte of UTF-8. Next answers others with 500. */
export function isWellFormed(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}

export function sendMalformedPath(response: ServerResponse): void {
  const { code, message, status } = new Fault(
    'invalid_request',
    'The path is not valid percent-encoding of UTF-8.',
  );
  const body = JSON.stringify({ error: { code, message } });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}
