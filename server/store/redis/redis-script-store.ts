import { Redis } from 'ioredis';
import type { Logger } from '../../platform/logger.ts';
import { isUnknownScript, type Script, type ScriptStore, type ScriptValues } from './script-store.ts';

const CONNECT_TIMEOUT_MS = 2_000;
const LONGEST_RECONNECT_MS = 500;
/** A connection that says nothing for so long, though it was asked, is dead for all anybody knows. */
const LONGEST_SILENCE_MS = 2_500;

/** Redis in its own protocol. Whoever asks waits for the connection; how long is theirs to say. */
export class RedisScriptStore implements ScriptStore {
  readonly #redis: Redis;
  #generation = '';
  #isGathering = false;
  /** Null while there is a connection. */
  #connected: PromiseWithResolvers<void> | null = awaited();

  constructor(url: string, logger: Logger) {
    this.#redis = new Redis(url, {
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: LONGEST_SILENCE_MS,
      // A command that was sent when the connection broke may have run: it is not sent again.
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      retryStrategy: (times) => Math.min(50 * times, LONGEST_RECONNECT_MS),
    });
    this.#redis.on('ready', () => void this.#greet(logger));
    this.#redis.on('close', () => {
      // Whoever waited for this attempt to connect has waited long enough; the next one is for those who ask from now on.
      this.#connected?.reject(new Error('no connection to Redis'));
      this.#connected = awaited();
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
    this.#gather();
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

  /** What is asked in one turn of the event loop is written at once. */
  #gather(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    const { stream } = this.#redis;
    stream.cork();
    setImmediate(() => {
      this.#isGathering = false;
      stream.uncork();
    });
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

/** Nobody has to wait for it. */
function awaited(): PromiseWithResolvers<void> {
  const connected = Promise.withResolvers<void>();
  connected.promise.catch(() => undefined);
  return connected;
}
