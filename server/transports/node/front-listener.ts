import type { RequestListener } from 'node:http';
import type { GatewayState } from '../../gateway/state.ts';
import type { HealthCheck } from '../../platform/health.ts';
import { answerHealth } from './health-listener.ts';
import type { PagesProxy } from './pages-proxy.ts';
import { originForm, refusalOf, sendRefusal } from './request-target.ts';

export interface FrontOptions {
  gateway: RequestListener;
  pages: PagesProxy;
  health: HealthCheck;
  /** How this process fares. */
  state(): GatewayState;
}

/** The public port: the gateway's paths and health are answered here, everything else is the pages'. */
export function createFrontListener({ gateway, pages, health, state }: FrontOptions): RequestListener {
  return (request, response) => {
    request.url = originForm(request.url ?? '') ?? '';
    const path = pathOf(request.url);
    if (isGatewayPath(path)) gateway(request, response);
    else if (path === '/api/health' || path.startsWith('/api/health/')) {
      void answerHealth(path, request, response, health, state);
    } else {
      const refusal = refusalOf(request.method, path);
      if (refusal) sendRefusal(response, refusal);
      else pages.forward(request, response);
    }
  };
}

function pathOf(url: string): string {
  const queryAt = url.indexOf('?');
  return queryAt === -1 ? url : url.slice(0, queryAt);
}

function isGatewayPath(path: string): boolean {
  return path.startsWith('/v1/') || path.startsWith('/v1beta/') || path === '/v1' || path === '/v1beta';
}
