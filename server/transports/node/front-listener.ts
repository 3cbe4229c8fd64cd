import type { RequestListener } from 'node:http';
import type { GatewayState } from '../../gateway/state.ts';
import type { HealthCheck } from '../../platform/health.ts';
import { answerHealth } from './health-listener.ts';
import { hostRefusal } from './host-refusal.ts';
import type { PagesProxy } from './pages-proxy.ts';
import { originForm, refusalOf, sendRefusal } from './request-target.ts';

export interface FrontOptions {
  gateway: RequestListener;
  pages: PagesProxy;
  health: HealthCheck;
  /** How this process fares. */
  state(): GatewayState;
  /** The address that the deployment was told to have; null when it was told none. */
  publicUrl?: string | null;
  /** Whether a proxy of one's own stands in front, whose X-Forwarded-* headers are believed. */
  trustProxy?: boolean;
}

/** Two years, as https://hstspreload.org asks for; other names of the domain are not ours to decide about. */
const STRICT_TRANSPORT = 'max-age=63072000';

/** The public port: the gateway's paths and health are answered here, everything else is the pages'. */
export function createFrontListener({
  gateway,
  pages,
  health,
  state,
  publicUrl = null,
  trustProxy = false,
}: FrontOptions): RequestListener {
  const alwaysSecure = publicUrl?.startsWith('https:') ?? false;
  return (request, response) => {
    if (alwaysSecure || (trustProxy && request.headers['x-forwarded-proto'] === 'https')) {
      response.setHeader('strict-transport-security', STRICT_TRANSPORT);
    }
    request.url = originForm(request.url ?? '') ?? '';
    const path = pathOf(request.url);
    if (isGatewayPath(path)) gateway(request, response);
    else if (path === '/api/health' || path.startsWith('/api/health/')) {
      void answerHealth(path, request, response, health, state);
    } else {
      const refusal = refusalOf(request.method, path) ?? hostRefusal(request, trustProxy);
      if (refusal) sendRefusal(response, refusal);
      else if (!isKnownToPages(request.method)) pages.refuseMethod(request, response);
      else pages.forward(request, response);
    }
  };
}

/** Next answers any other method with a bare 400. */
const PAGES_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);

function isKnownToPages(method: string | undefined): boolean {
  return method !== undefined && PAGES_METHODS.has(method);
}

function pathOf(url: string): string {
  const queryAt = url.indexOf('?');
  return queryAt === -1 ? url : url.slice(0, queryAt);
}

function isGatewayPath(path: string): boolean {
  return path.startsWith('/v1/') || path.startsWith('/v1beta/') || path === '/v1' || path === '/v1beta';
}
