import { Agent, fetch } from 'undici';

/** Somebody at a browser, without one: signs in as the pages do and keeps the cookies. */
export class Person {
  readonly #origin: string;
  readonly #dispatcher: Agent;
  readonly #cookies = new Map<string, string>();

  /** @param address Where on the loopback network they sit. */
  constructor(origin: string, address: string) {
    this.#origin = origin;
    this.#dispatcher = new Agent({ localAddress: address });
  }

  /** @returns whether it worked */
  async signIn(email: string, password: string): Promise<boolean> {
    const asked = await this.get('/api/auth/csrf');
    const { csrfToken } = (await asked.json()) as { csrfToken: string };
    const form = new URLSearchParams({ email, password, csrfToken, json: 'true' });
    await this.#fetch('/api/auth/callback/credentials', {
      method: 'POST',
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.#origin },
    });
    return (await this.get('/api/v1/account')).ok;
  }

  get(path: string) {
    return this.#fetch(path, { method: 'GET' });
  }

  async leave(): Promise<void> {
    await this.#dispatcher.close();
  }

  async #fetch(path: string, init: { method: string; body?: string; headers?: Record<string, string> }) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.#origin + path, {
      ...init,
      redirect: 'manual',
      dispatcher: this.#dispatcher,
      headers: { ...init.headers, cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
}
