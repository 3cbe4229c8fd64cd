import {
  LONGEST_NONCE_MS,
  NONCE_MINUTE_MS,
  type NonceClaim,
  type NonceOutcome,
  type Nonces,
} from '../nonces.ts';
import { defineScript, type ScriptStore } from '../redis/script-store.ts';

/**
 * KEYS: the set of nonces that end in the same minute, then those of the other minutes there are; all of one API key.
 * ARGV: the nonce, how many there may be in all, when the first set ends, in milliseconds since 1970.
 */
const CLAIM = defineScript(`
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then return 'used' end
local count = 0
for _, key in ipairs(KEYS) do count = count + redis.call('SCARD', key) end
if count >= tonumber(ARGV[2]) then return 'full' end
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('PEXPIREAT', KEYS[1], ARGV[3])
return 'first'
`);

/** Processes' and stores' clocks differ a little. */
const MARGIN_MS = 60_000;

export interface SharedNoncesOptions {
  /** Ended with the nonces. */
  scripts: ScriptStore;
  timeoutMs: number;
  /** Those of five minutes at 3,000 requests a second. */
  mostPerKey?: number;
  now?: () => number;
}

/** Remembers for all processes that share a store. */
export class SharedNonces implements Nonces {
  readonly #scripts: ScriptStore;
  readonly #timeoutMs: number;
  readonly #mostPerKey: number;
  readonly #now: () => number;

  constructor({ scripts, timeoutMs, mostPerKey = 1_000_000, now = Date.now }: SharedNoncesOptions) {
    this.#scripts = scripts;
    this.#timeoutMs = timeoutMs;
    this.#mostPerKey = mostPerKey;
    this.#now = now;
  }

  claim({ apiKeyId, nonce, untilMs }: NonceClaim): Promise<NonceOutcome> {
    const minute = Math.floor(untilMs / NONCE_MINUTE_MS);
    const first = Math.floor(this.#now() / NONCE_MINUTE_MS);
    const minutes = Array.from(
      { length: LONGEST_NONCE_MS / NONCE_MINUTE_MS + 1 },
      (_, index) => first + index,
    );
    const others = minutes.filter((other) => other !== minute);
    const keys = [minute, ...others].map((each) => `heddle:nonces:{${apiKeyId}}:${each}`);
    const endsAtMs = (minute + 1) * NONCE_MINUTE_MS + MARGIN_MS;
    return within(
      this.#timeoutMs,
      this.#scripts.run(CLAIM, keys, [nonce, this.#mostPerKey, endsAtMs]) as Promise<NonceOutcome>,
    );
  }

  close(): void {
    this.#scripts.close();
  }
}

function within<Value>(milliseconds: number, answer: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('The store of nonces did not answer in time')),
      milliseconds,
    );
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
