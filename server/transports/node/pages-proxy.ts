import {
  Agent,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { Fault } from '../../canonical/fault.ts';
import { MethodNotAllowed } from '../../canonical/method-not-allowed.ts';
import { forgedHeaders } from '../pages/forged-headers.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { endToEndHeaders } from './hop-by-hop.ts';
import { sendRefusal } from './request-target.ts';
import { sendUnavailable } from './unavailable-page.ts';

const HOST = '127.0.0.1';

/** Passes what is not the gateway's on to the process that serves the pages. */
export interface PagesProxy {
  /** Where the pages are; null while they are starting. */
  setPort(port: number | null): void;
  readonly available: boolean;
  forward(request: IncomingMessage, response: ServerResponse): void;
  /** Answers a request by a method that Next knows nothing of: 405 with the methods that the path takes. */
  refuseMethod(request: IncomingMessage, response: ServerResponse): void;
  /** WebSockets: hot reload under `npm run dev`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export interface PagesProxyOptions {
  /** Whether a proxy of one's own stands in front, whose X-Forwarded-* headers are believed. */
  trustProxy: boolean;
  /** The address that the deployment was told to have; null when it was told none. */
  publicUrl?: string | null;
}

export function createPagesProxy({ trustProxy, publicUrl = null }: PagesProxyOptions): PagesProxy {
  const own = publicUrl === null ? null : new URL(publicUrl);
  const agent = new Agent({ keepAlive: true });
  let port: number | null = null;

  return {
    setPort(next) {
      port = next;
    },
    get available() {
      return port !== null;
    },
    forward(request, response) {
      if (port === null) {
        sendUnavailable(request, response);
        return;
      }
      const headers = headersOf(request, trustProxy, own);
      const upstream = httpRequest({
        agent,
        host: HOST,
        port,
        method: request.method,
        path: request.url,
        headers,
      });
      upstream.once('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, endToEndHeaders(answer.headers));
        // A page that breaks off must not look complete.
        answer.on('error', () => response.destroy());
        answer.pipe(response);
      });
      upstream.on('error', () => {
        if (response.headersSent) response.destroy();
        else sendUnavailable(request, response);
      });
      response.once('close', () => upstream.destroy());
      request.on('error', () => upstream.destroy());
      request.pipe(upstream);
    },
    refuseMethod(request, response) {
      if (port === null) {
        sendUnavailable(request, response);
        return;
      }
      const { host } = request.headers;
      const asked = httpRequest({
        agent,
        host: HOST,
        port,
        method: 'OPTIONS',
        path: request.url,
        headers: host === undefined ? {} : { host },
      });
      asked.once('response', (answer) => {
        answer.resume();
        const methods = answer.headers.allow?.split(', ').filter((method) => method !== 'OPTIONS');
        const actual = String(request.method);
        sendRefusal(response, methods ? new MethodNotAllowed(actual, methods) : new Fault('not_found'));
      });
      asked.on('error', () => sendUnavailable(request, response));
      response.once('close', () => asked.destroy());
      asked.end();
    },
    upgrade(request, socket, head) {
      if (port === null) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      const upstream = connect(port, HOST, () => {
        const headers = {
          ...headersOf(request, trustProxy, own),
          connection: 'Upgrade',
          upgrade: request.headers.upgrade,
        };
        const lines = Object.entries(headers).flatMap(([name, value]) =>
          value === undefined ? [] : [value].flat().map((one) => `${name}: ${one}`),
        );
        upstream.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
      socket.on('close', () => upstream.destroy());
    },
    close: () => agent.destroy(),
  };
}

function headersOf(request: IncomingMessage, trustProxy: boolean, own: URL | null) {
  const headers: OutgoingHttpHeaders = {
    ...endToEndHeaders(request.headers),
    ...forwardedHeaders(request, trustProxy, own),
    ...bodyFraming(request),
  };
  for (const name of forgedHeaders((name) => headers[name])) delete headers[name];
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}

/**
 * How the body is delimited, said anew: Node would send the body of a GET or DELETE without saying, and what is
 * behind the headers could be taken for another request.
 */
function bodyFraming({ headers }: IncomingMessage): OutgoingHttpHeaders {
  return headers['transfer-encoding'] === undefined
    ? { 'content-length': headers['content-length'] }
    : { 'transfer-encoding': 'chunked' };
}
