import type { IncomingMessage, ServerResponse } from 'node:http';
import { MethodNotAllowed } from '../../canonical/method-not-allowed.ts';
import type { GatewayState } from '../../gateway/state.ts';
import type { HealthCheck } from '../../platform/health.ts';
import { ownHeaders } from './own-headers.ts';
import { sendRefusal } from './request-target.ts';

/**
 * `/api/health/live`: this process answers. `/api/health/ready`: it can serve, 503 with the reasons otherwise.
 * `/api/health`: the same, and how the process fares. Never rejects.
 */
export async function answerHealth(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  check: HealthCheck,
  state: () => GatewayState,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendRefusal(response, new MethodNotAllowed(String(request.method), ['GET', 'HEAD']));
  } else if (path === '/api/health/live') {
    send(response, 200, { status: 'live' });
  } else if (path === '/api/health/ready' || path === '/api/health') {
    const { ready, checks } = await check();
    const status = ready ? 'ready' : 'not ready';
    const fares = path === '/api/health' ? state() : {};
    send(response, ready ? 200 : 503, { status, checks, ...fares });
  } else {
    send(response, 404, {
      error: { code: 'not_found', message: 'There are /api/health, /api/health/live and /api/health/ready' },
    });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...ownHeaders,
  });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}
