import { describe, expect, it } from 'vitest';
import { checkAuthRequest } from '../../../server/transports/auth/check-auth-request.ts';
import { readAuthForm } from '../../../server/transports/auth/read-auth-form.ts';

const check = (method: string, path: string, headers: Record<string, string> = {}) => {
  const request = new Request(`http://heddle.test/api/auth/${path}`, { method, headers });
  checkAuthRequest(request, path.split('?')[0] ?? '');
};
const read = (body: string, contentType: string) =>
  readAuthForm(
    new Request('http://heddle.test/', { method: 'POST', headers: { 'content-type': contentType }, body }),
  );

describe('a request to next-auth', () => {
  it.each([
    ['GET', 'session'],
    ['GET', 'signin?callbackUrl=/dashboard'],
    ['GET', 'csrf?callbackUrl=https://heddle.test/x'],
    ['POST', 'callback/credentials'],
    ['POST', 'signout'],
  ])('%s %s goes through', (method, path) => {
    expect(() => check(method, path)).not.toThrow();
  });

  it.each([
    ['GET', 'callback/credentials'],
    ['POST', '_log'],
    ['POST', 'session'],
    ['GET', 'nowhere'],
    ['GET', 'constructor'],
    ['DELETE', 'session'],
  ])('%s %s is not there', (method, path) => {
    expect(() => check(method, path)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it.each(['javascript:alert(1)', '::::', 'data:text/html,x', 'evil'])('does not return to %s', (address) => {
    const refusal = expect.objectContaining({ code: 'invalid_request', path: 'callbackUrl' });
    expect(() => check('GET', `csrf?callbackUrl=${encodeURIComponent(address)}`)).toThrow(refusal);
    const cookie = `a=b; __Secure-next-auth.callback-url=${encodeURIComponent(address)}`;
    expect(() => check('GET', 'csrf', { cookie })).toThrow(refusal);
  });

  it('takes no host that is none', () => {
    expect(() => check('GET', 'csrf', { 'x-forwarded-host': 'a b%' })).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    );
  });
});

describe('a form for next-auth', () => {
  it('is read as a form and as JSON', async () => {
    const form = await read('email=a%40b.example&json=true', 'application/x-www-form-urlencoded');
    const json = await read('{"email":"a@b.example","json":true}', 'application/json');
    expect(json.toString()).toBe(form.toString());
  });

  it.each([
    ['[]', 'invalid_request'],
    ['null', 'invalid_request'],
    ['{"email":["a"]}', 'invalid_request'],
    ['{"callbackUrl":"javascript:alert(1)"}', 'invalid_request'],
    ['{', 'invalid_json'],
    [`{"email":"${'x'.repeat(20_000)}"}`, 'body_too_large'],
  ])('refuses %.40s', async (body, code) => {
    await expect(read(body, 'application/json')).rejects.toMatchObject({ code });
  });
});
