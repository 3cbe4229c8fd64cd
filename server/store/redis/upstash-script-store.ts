import { Redis } from '@upstash/redis';
import { isUnknownScript, type Script, type ScriptStore, type ScriptValues } from './script-store.ts';

export interface UpstashAddress {
  url: string;
  token: string;
}

/** Longer than anybody waits for an answer: a request that hangs is given up all the same. */
const LONGEST_REQUEST_MS = 5_000;

/** Upstash, by its REST interface. What is asked in one turn of the event loop goes in one request. */
export class UpstashScriptStore implements ScriptStore {
  readonly #redis: Redis;

  constructor({ url, token }: UpstashAddress) {
    this.#redis = new Redis({
      url,
      token,
      // A script that was sent may have run.
      retry: { retries: 0 },
      signal: () => AbortSignal.timeout(LONGEST_REQUEST_MS),
      automaticDeserialization: false,
      enableTelemetry: false,
    });
  }

  async run(
    script: Script,
    keys: readonly string[],
    values: ScriptValues | ((generation: string) => ScriptValues),
  ): Promise<unknown> {
    // Upstash keeps what it was told, and does not say which server answers.
    const args = (typeof values === 'function' ? values('') : values).map(String);
    try {
      return await this.#redis.evalsha(script.sha1, [...keys], args);
    } catch (error) {
      if (isUnknownScript(error)) return this.#redis.eval(script.text, [...keys], args);
      // The client's own error quotes the whole command.
      throw new Error(error instanceof Error ? error.message.split(', command was:')[0] : 'failed');
    }
  }

  close(): void {}
}
