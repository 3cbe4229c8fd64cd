import { Redis } from 'ioredis';
import type { Logger } from '../../platform/logger.ts';
import { isUnknownScript, type Script, type ScriptStore, type ScriptValues } from './script-store.ts';

const CONNECT_TIMEOUT_MS = 2_000;
const LONGEST_RECONNECT_MS = 500;

/** Redis in its own protocol. Whoever asks waits for the connection; how long is theirs to say. */
export class RedisScriptStore implements ScriptStore {
  readonly #redis: Redis;
  #generation = '';
  #connected: { promise: Promise<void>; resolve: () => void } | null = Promise.withResolvers<void>();

  constructor(url: string, logger: Logger) {
    this.#redis = new Redis(url, {
      connectTimeout: CONNECT_TIMEOUT_MS,
      // A command that was sent when the connection broke may have run: it is not sent again.
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      retryStrategy: (times) => Math.min(50 * times, LONGEST_RECONNECT_MS),
    });
    this.#redis.on('ready', () => void this.#greet(logger));
    this.#redis.on('close', () => {
      this.#connected ??= Promise.withResolvers<void>();
    });
    // Without a listener, ioredis prints to the console; what fails is told where it was asked for.
    this.#redis.on('error', (error) => logger.debug({ err: error }, 'the connection to Redis failed'));
  }

  async run(
    script: Script,
    keys: readonly string[],
    values: ScriptValues | ((generation: string) => ScriptValues),
  ): Promise<unknown> {
    if (this.#connected !== null) await this.#connected.promise;
    const args = typeof values === 'function' ? values(this.#generation) : values;
    try {
      return await this.#redis.evalsha(script.sha1, keys.length, ...keys, ...args);
    } catch (error) {
      if (!isUnknownScript(error)) throw error;
      return this.#redis.eval(script.text, keys.length, ...keys, ...args);
    }
  }

  close(): void {
    this.#redis.disconnect();
  }

  /** Asks which server this is before it is asked anything else. */
  async #greet(logger: Logger): Promise<void> {
    try {
      this.#generation = /^run_id:(\w+)/m.exec(await this.#redis.info('server'))?.[1] ?? '';
    } catch (error) {
      // Gone again; or an account that may not ask, which is the same for all processes.
      if (this.#redis.status !== 'ready') return;
      logger.debug({ err: error }, 'Redis does not say which server it is');
    }
    this.#connected?.resolve();
    this.#connected = null;
  }
}
