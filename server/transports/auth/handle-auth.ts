import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions, type KeptBySignIn } from '../../access/auth-options.ts';
import { deviceCookieLine } from '../../access/device-cookie.ts';
import { localeCookieLine } from '../../access/preferred-locale.ts';
import { Fault } from '../../canonical/fault.ts';
import { createLogger } from '../../platform/logger.ts';
import { faultResponse } from '../rest/fault-response.ts';
import { checkAuthRequest } from './check-auth-request.ts';
import { readAuthForm } from './read-auth-form.ts';

interface RouteContext {
  params: Promise<{ nextauth?: string[] }>;
}

/** Mounts next-auth under /api/auth. What it would stumble over is refused here, so that it never answers 500 for it. */
export async function handleAuth(request: NextRequest, context: RouteContext): Promise<Response> {
  const requestId = crypto.randomUUID();
  try {
    const { nextauth = [] } = await context.params;
    checkAuthRequest(request, nextauth.join('/'));
    let kept: KeptBySignIn | undefined;
    const options = authOptions(request.headers, (given) => {
      kept = given;
    });
    const response: Response = await NextAuth(
      await withPlainForm(request),
      { params: { nextauth } },
      options,
    );
    if (kept) {
      response.headers.append('set-cookie', deviceLine(kept.device, response));
      if (kept.locale) response.headers.append('set-cookie', localeCookieLine(kept.locale));
    }
    return response;
  } catch (error) {
    if (!(error instanceof Fault)) {
      createLogger('access').error({ err: error, requestId }, 'next-auth failed');
    }
    return faultResponse(error, requestId);
  }
}

/** next-auth knows whether this is https, and its own cookie tells. */
function deviceLine(value: string, response: Response): string {
  const secure = response.headers.getSetCookie().some((line) => line.startsWith('__Secure-'));
  return deviceCookieLine(value, { secure });
}

async function withPlainForm(request: NextRequest): Promise<NextRequest> {
  if (request.method !== 'POST') return request;
  const form = await readAuthForm(request);
  const headers = new Headers(request.headers);
  headers.set('content-type', 'application/x-www-form-urlencoded');
  headers.delete('content-length');
  return new NextRequest(request.url, { method: 'POST', headers, body: form });
}
