import { Agent, request } from 'undici';
import { hostileKey } from './arena-configuration.ts';

export interface HostileRequest {
  path: string;
  body: string | Buffer | object;
  headers?: Record<string, string>;
  method?: 'POST' | 'GET';
  /** The hostile tenant's when not given; null: none. */
  apiKey?: string | null;
  /** Leaves when there is no whole answer by then. */
  patienceMs?: number;
}

export interface HostileAnswer {
  /** `200`, or what became of it: `left`, `UND_ERR_SOCKET`. */
  outcome: string;
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** The first 64 KiB of the answer. */
  text: string;
  bytes: number;
  ms: number;
}

/** The attacker's own, so that what Heddle does about an address hits nobody else. */
export const HOSTILE_ADDRESS = '127.0.0.2';
const PATIENCE_MS = 20_000;
const KEPT_BYTES = 64 * 1024;

/** Sends whatever it is told, and reports what came of it. */
export class HostileClient {
  readonly #origin: string;
  readonly #agent: Agent;

  /** @param address where it sits on the loopback network */
  constructor(origin: string, address = HOSTILE_ADDRESS) {
    this.#origin = origin;
    this.#agent = new Agent({
      connections: 4096,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      localAddress: address,
      maxHeaderSize: 8 * 1024 * 1024,
    });
  }

  async send({
    path,
    body,
    headers = {},
    method = 'POST',
    apiKey = hostileKey,
    patienceMs = PATIENCE_MS,
  }: HostileRequest): Promise<HostileAnswer> {
    const began = performance.now();
    const answer: HostileAnswer = { outcome: '', status: 0, headers: {}, text: '', bytes: 0, ms: 0 };
    try {
      const response = await request(this.#origin + path, {
        method,
        dispatcher: this.#agent,
        headers: {
          'content-type': 'application/json',
          ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
          ...headers,
        },
        body:
          method === 'GET'
            ? null
            : typeof body === 'string' || Buffer.isBuffer(body)
              ? body
              : JSON.stringify(body),
        signal: AbortSignal.timeout(patienceMs),
      });
      answer.status = response.statusCode;
      answer.headers = response.headers;
      for await (const chunk of response.body) {
        answer.bytes += chunk.length;
        if (answer.text.length < KEPT_BYTES) answer.text += (chunk as Buffer).toString('utf8');
      }
      answer.outcome = String(answer.status);
    } catch (error) {
      answer.outcome = outcomeOf(error);
    }
    answer.ms = performance.now() - began;
    return answer;
  }

  /** The same request so many times, at most `concurrency` at once. */
  async repeat(
    times: number,
    concurrency: number,
    make: (index: number) => HostileRequest,
  ): Promise<HostileAnswer[]> {
    const answers: HostileAnswer[] = [];
    let next = 0;
    const work = async () => {
      while (next < times) answers.push(await this.send(make(next++)));
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, times) }, work));
    return answers;
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

function outcomeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError') return 'left';
  return 'code' in error ? String(error.code) : error.message;
}
