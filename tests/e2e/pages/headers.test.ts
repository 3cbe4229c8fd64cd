import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningHeddle } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';

let heddle: RunningHeddle;
beforeAll(async () => {
  heddle = await startPreparedHeddle();
});
afterAll(() => heddle.stop());

function get(path: string) {
  return fetch(heddle.url + path, { redirect: 'manual' });
}

describe('every kind of answer of a deployment', () => {
  it('carries the headers that OWASP asks for', async () => {
    const page = await get('/sign-in');
    const asset = /\/_next\/static\/[^"]+\.js/.exec(await page.clone().text())?.[0];
    const kinds: Record<string, Response> = {
      page,
      asset: await get(String(asset)),
      'a page that is none': await get('/nothing/here'),
      redirect: await get('/dashboard'),
      'a session': await get('/api/auth/session'),
      'signing out': await get('/api/auth/signout'),
      'an action that is none': await get('/api/auth/nothing'),
      'a call': await get('/api/trpc/account.get?input=%7B%7D'),
      'the REST API': await get('/api/v1/account'),
      'its description': await get('/api/v1/openapi.json'),
      'nothing of the API': await get('/api/nothing'),
      health: await get('/api/health/live'),
      'a path that is refused': await get('/%ff'),
      'the gateway': await get('/v1/models'),
    };
    for (const [kind, { headers, status }] of Object.entries(kinds)) {
      const shown = `${kind} (${status})`;
      expect([shown, headers.get('x-content-type-options')]).toEqual([shown, 'nosniff']);
      for (const telling of ['server', 'x-powered-by'])
        expect([shown, headers.get(telling)]).toEqual([shown, null]);
      if (kind !== 'asset')
        expect([shown, headers.get('cache-control')]).toEqual([shown, expect.stringContaining('no-store')]);
      if (kind === 'the gateway') continue;
      expect([shown, headers.get('x-frame-options')]).toEqual([shown, 'DENY']);
      expect([shown, headers.get('referrer-policy')]).toEqual([shown, expect.any(String)]);
      expect([shown, headers.get('cross-origin-resource-policy')]).toEqual([shown, 'same-origin']);
      if (kind === 'asset') continue;
      const policy = headers.get('content-security-policy') ?? '';
      expect([shown, policy]).toEqual([shown, expect.stringContaining("frame-ancestors 'none'")]);
      expect([shown, /script-src[^;]*'unsafe-inline'/.test(policy)]).toEqual([shown, false]);
    }
    expect(page.headers.get('permissions-policy')).toContain('camera=()');
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });
});
