import { afterEach, describe } from 'vitest';
import { apiKey, type GatewayUnderTest, gatewayUnderTest, type TestOptions } from './gateway-under-test.ts';
import { type Mounted, mounts } from './mounts.ts';
import { type Script, type ScriptedUpstream, scriptedUpstream } from './scripted-upstream.ts';

export const messages = [{ role: 'user', content: 'Good morning' }];

export const simulator: TestOptions = {
  channels: [{ provider: 'simulator', models: { simulator: 'simulator', slow: 'simulator/chunk=30' } }],
};

export const requestIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The same question in each inbound format. */
export const questions = [
  { format: 'openai', path: '/v1/chat/completions', body: { model: 'simulator', messages } },
  { format: 'anthropic', path: '/v1/messages', body: { model: 'simulator', max_tokens: 99, messages } },
  {
    format: 'gemini',
    path: '/v1beta/models/simulator:generateContent',
    body: { contents: [{ role: 'user', parts: [{ text: 'Good morning' }] }] },
  },
] as const;

/** A gateway as a client of one mount sees it, and what it recorded. */
export interface MountedGateway extends GatewayUnderTest, Pick<Mounted, 'request'> {
  /** Sends a body, as JSON unless it is text or bytes already, with the key that is known. */
  post(path: string, body: unknown, init?: RequestInit): Promise<Response>;
}

/** What a test opens is closed when it is over. */
export interface Opening {
  /** Without options: a gateway with a channel to the simulator. */
  start(options?: TestOptions): Promise<MountedGateway>;
  upstream(...scripts: Script[]): Promise<ScriptedUpstream>;
}

/** Declares the tests of one guarantee of the gateway for every way it can be reached. */
export function onEveryMount(guarantee: string, declareTests: (opening: Opening) => void): void {
  describe.each(mounts)('the gateway behind $name', ({ mount }) => {
    const opened: (() => Promise<void>)[] = [];

    afterEach(async () => {
      for (const close of opened.splice(0)) await close();
    });

    async function start(options: TestOptions = simulator): Promise<MountedGateway> {
      const under = gatewayUnderTest(options);
      const { request, close } = await mount(under.gateway);
      opened.push(close, () => under.gateway.close(1_000));
      return { ...under, request, post: (path, body, init) => request(path, posted(body, init)) };
    }

    async function upstream(...scripts: Script[]): Promise<ScriptedUpstream> {
      const scripted = await scriptedUpstream(...scripts);
      opened.push(scripted.close);
      return scripted;
    }

    describe(guarantee, () => declareTests({ start, upstream }));
  });
}

function posted(body: unknown, init: RequestInit = {}): RequestInit {
  return {
    method: 'POST',
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    ...init,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}`, ...init.headers },
  };
}
