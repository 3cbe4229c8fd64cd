import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { authOptions, type KeptBySignIn } from '../../../server/access/auth-options.ts';
import { deviceCookieLine } from '../../../server/access/device-cookie.ts';

export const USER_AGENT = 'loom/1.0';

export interface NextAuthServer {
  url: string;
  close(): void;
}

/** Serves next-auth as Next's API routes do. */
export async function startNextAuth(): Promise<NextAuthServer> {
  const server = createServer((request, response) => void serve(request, response as NextApiResponse));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.NEXTAUTH_URL = url;
  return { url, close: () => server.close() };
}

async function serve(request: IncomingMessage, response: NextApiResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const cookies = (request.headers.cookie ?? '').split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return [name, decodeURIComponent(value)];
  });
  Object.assign(request, {
    query: { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split('/').slice(3) },
    cookies: Object.fromEntries(cookies),
    body: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
  });
  Object.assign(response, {
    status: (code: number) => Object.assign(response, { statusCode: code }),
    json: (body: unknown) => response.end(JSON.stringify(body)),
    send: (body: unknown) => response.end(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  const headers = new Headers(request.headers as Record<string, string>);
  const onSignIn = ({ device }: KeptBySignIn) => {
    response.appendHeader('set-cookie', deviceCookieLine(device, { secure: false }));
  };
  await NextAuth(request as NextApiRequest, response, authOptions(headers, onSignIn));
}

/** Somebody with cookies of their own, at an address. */
export class Browser {
  readonly cookies = new Map<string, string>();
  setCookies: string[] = [];
  readonly #server: NextAuthServer;
  readonly #address: string;

  constructor(server: NextAuthServer, address: string) {
    this.#server = server;
    this.#address = address;
  }

  async request(path: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(`${this.#server.url}/api/auth${path}`, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: this.cookieHeader(), 'x-forwarded-for': this.#address, 'user-agent': USER_AGENT },
      body: form && new URLSearchParams(form),
    });
    this.setCookies = response.headers.getSetCookie();
    for (const line of this.setCookies) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return response;
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async post(path: string, form: Record<string, string>): Promise<Response> {
    const { csrfToken } = (await (await this.request('/csrf')).json()) as { csrfToken: string };
    return this.request(path, { ...form, csrfToken, json: 'true' });
  }

  async signIn(email: string, secret: string): Promise<{ status: number; error: string | null }> {
    const response = await this.post('/callback/credentials', { email, password: secret });
    const { url } = (await response.json()) as { url: string };
    return { status: response.status, error: new URL(url).searchParams.get('error') };
  }
}
