import { Agent, errors, request } from 'undici';
import type { ClientRequest } from './requests.ts';

export interface Answer {
  request: ClientRequest;
  /** 0: there was none. */
  status: number;
  contentType: string;
  text: string;
  /** How it ended: said to its end, broken off by the other side, never let in, or left by us. */
  ended: 'whole' | 'broken' | 'refused' | 'left';
  /** Milliseconds since 1970. */
  sentAtMs: number;
  endedAtMs: number;
  headers: Record<string, string | string[] | undefined>;
}

/** When a client leaves; never, where it is empty. */
export interface Leaving {
  afterMs?: number;
  /** As soon as so much of the answer has come. */
  afterBytes?: number;
}

/** Longer than anything may take. */
const PATIENCE_MS = 30_000;

/** Sends requests, and says what came of them. It never tries again. */
export class Client {
  readonly #agent = new Agent({ connections: 2_048, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });

  async send(origin: string, sent: ClientRequest, leaving: Leaving = {}): Promise<Answer> {
    const answer: Answer = {
      request: sent,
      status: 0,
      contentType: '',
      text: '',
      ended: 'broken',
      sentAtMs: Date.now(),
      endedAtMs: 0,
      headers: {},
    };
    const departure = new AbortController();
    const timer = setTimeout(() => departure.abort(), leaving.afterMs ?? PATIENCE_MS);
    try {
      const response = await request(origin + sent.path, {
        method: 'POST',
        headers: sent.headers,
        body: sent.body,
        dispatcher: this.#agent,
        signal: departure.signal,
      });
      answer.status = response.statusCode;
      answer.headers = response.headers;
      answer.contentType = String(response.headers['content-type'] ?? '');
      const decoder = new TextDecoder();
      for await (const chunk of response.body) {
        answer.text += decoder.decode(chunk as Buffer, { stream: true });
        if (answer.text.length >= (leaving.afterBytes ?? Number.POSITIVE_INFINITY)) departure.abort();
      }
      answer.ended = 'whole';
    } catch (error) {
      answer.ended = departure.signal.aborted ? 'left' : neverIn(error) ? 'refused' : 'broken';
    } finally {
      clearTimeout(timer);
      answer.endedAtMs = Date.now();
    }
    return answer;
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

function neverIn(error: unknown): boolean {
  if (error instanceof errors.ConnectTimeoutError) return true;
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}
