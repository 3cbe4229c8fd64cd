import type { ServerResponse } from 'node:http';
import { Fault } from '../../canonical/fault.ts';
import { MethodNotAllowed } from '../../canonical/method-not-allowed.ts';
import { ownHeaders } from './own-headers.ts';

/**
 * A request's target as path and query (RFC 9112, section 3.2). Of an absolute address, what a proxy sends, only
 * these count: they must not lead anywhere but here. Null for a target that has no path (`*`).
 */
export function originForm(target: string): string | null {
  if (target.startsWith('/')) return target;
  if (!/^https?:/i.test(target) || !URL.canParse(target)) return null;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

/** `.` and `..`, also percent-encoded: Next would resolve them, after it was decided whose path this is. */
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:\/|$)/i;

/** What may be sent something, beside being read; all but the first are of the development server. */
const RECEIVING = /^\/(?:api\/|_next\/|__nextjs_)/;

/** Why the pages cannot be asked this; null when they can. Next answers such requests with 500, or logs a failure. */
export function refusalOf(method: string | undefined, path: string): Fault | null {
  if (!path.startsWith('/')) return new Fault('invalid_request', 'Expected a path.');
  if (DOT_SEGMENT.test(path)) return new Fault('invalid_request', 'The path has segments of dots.');
  if (!isWellFormed(path)) {
    return new Fault('invalid_request', 'The path is not valid percent-encoding of UTF-8.');
  }
  if (method !== 'GET' && method !== 'HEAD' && !RECEIVING.test(path)) {
    return new MethodNotAllowed(String(method), ['GET', 'HEAD']);
  }
  return null;
}

function isWellFormed(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}

/** Says why a request is refused; OPTIONS, which asks for a path's methods, is not. */
export function sendRefusal(response: ServerResponse, fault: Fault): void {
  const { code, message, status } = fault;
  if (fault instanceof MethodNotAllowed) {
    response.setHeader('allow', fault.allow);
    if (response.req.method === 'OPTIONS') {
      response.writeHead(204, ownHeaders).end();
      return;
    }
  }
  const body = JSON.stringify({ error: { code, message } });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...ownHeaders,
  });
  response.end(body);
}
