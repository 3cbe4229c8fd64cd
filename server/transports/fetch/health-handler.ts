import { createPool } from '../../platform/db/pools.ts';
import { createHealthCheck, type HealthCheck } from '../../platform/health.ts';
import { openedGateway } from './gateway-handler.ts';

let check: HealthCheck | undefined;

/**
 * The same answers as the gateway's process gives, for deployments without one: `live`: this process answers;
 * `ready`: it reaches a migrated database, 503 with the reasons otherwise; without either: the same, and how the
 * process fares.
 */
export async function handleHealth(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/api/health/live') return answer(200, { status: 'live' });
  if (pathname !== '/api/health' && pathname !== '/api/health/ready') {
    return answer(404, {
      error: { code: 'not_found', message: 'There are /api/health, /api/health/live and /api/health/ready' },
    });
  }
  check ??= openHealthCheck();
  const { ready, checks } = await check();
  const fares = pathname === '/api/health' ? openedGateway().state() : {};
  return answer(ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', checks, ...fares });
}

function openHealthCheck(): HealthCheck {
  const pool = createPool('heddle_gateway');
  return createHealthCheck({
    // The role and the table come with the migrations, so this asks for both.
    database: async () => {
      await pool.query('SELECT 1 FROM api_keys LIMIT 1');
    },
  });
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
