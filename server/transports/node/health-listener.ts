import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HealthCheck } from '../../platform/health.ts';
import { ownHeaders } from './own-headers.ts';

/**
 * `/api/health/live`: this process answers. `/api/health/ready`: it can serve, 503 with the reasons otherwise.
 * Never rejects.
 */
export async function answerHealth(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  check: HealthCheck,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    send(response, 405, { error: { code: 'method_not_allowed', message: 'Expected GET or HEAD' } });
  } else if (path === '/api/health/live') {
    send(response, 200, { status: 'live' });
  } else if (path === '/api/health/ready') {
    const { ready, checks } = await check();
    send(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', checks });
  } else {
    send(response, 404, {
      error: { code: 'not_found', message: 'There are /api/health/live and /api/health/ready' },
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
