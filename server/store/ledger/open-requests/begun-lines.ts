import type { OpenRequest } from '../../ledger.ts';
import { writeBegun, writeLike, writePattern } from './open-request-line.ts';

/** Of a key, a channel, a model and so on. Beyond, they are written anew. */
const MOST_PATTERNS = 1_000;

/** What says that a request was begun: its line, and the one it refers to, which has to stand before it in a file. */
export interface BegunLines {
  pattern: Pattern | null;
  line: string;
}

interface Pattern {
  number: number;
  line: string;
}

/**
 * Writes beginnings in short. Nearly all that is known of a request before its provider is asked is the same for the
 * next one, by the same key to the same channel: that is written once in a file.
 */
export class BegunLineWriter {
  readonly #patterns = new Map<string, Pattern>();
  /** Those that the file has. */
  readonly #written = new Set<Pattern>();
  readonly #overrides = new WeakMap<object, number>();
  #numbers = 0;

  write(request: OpenRequest): BegunLines {
    const [attempt] = request.record.attempts;
    if (!attempt || !isPlain(request)) return { pattern: null, line: writeBegun(request) };
    const key = this.#keyOf(request, attempt.reason);
    let pattern = this.#patterns.get(key);
    if (!pattern) {
      if (this.#patterns.size >= MOST_PATTERNS) this.#patterns.clear();
      const number = ++this.#numbers;
      pattern = { number, line: writePattern(number, request) };
      this.#patterns.set(key, pattern);
    }
    return { pattern, line: writeLike(pattern.number, request) };
  }

  /** What has to be appended to a file that has all that this was asked for since {@link startFile}. */
  textOf({ pattern, line }: BegunLines): string {
    if (pattern === null || this.#written.has(pattern)) return line;
    this.#written.add(pattern);
    return pattern.line + line;
  }

  /** The next lines are for a file that has none. */
  startFile(): void {
    this.#written.clear();
  }

  #keyOf({ record, price }: OpenRequest, reason: string): string {
    const { apiKeyId, teamId, channelId, provider, modelRequested, modelUsed, endpoint, stream } = record;
    let overrides = this.#overrides.get(price.overrides);
    if (overrides === undefined) {
      overrides = ++this.#numbers;
      this.#overrides.set(price.overrides, overrides);
    }
    return `${apiKeyId}${teamId}${channelId}${provider}${stream}${overrides}\n${endpoint}\n${modelRequested}\n${modelUsed}\n${reason}`;
  }
}

/** Self-contained, wherever it stands. */
export function wholeText({ pattern, line }: BegunLines): string {
  return pattern === null ? line : pattern.line + line;
}

/** At its first attempt, before any answer, and with nothing of its own but its end user and what it reserves. */
function isPlain({ record }: OpenRequest): boolean {
  const { attempts, losses, triedChannelIds, tags, latencyFirstByteMs } = record;
  return (
    attempts.length === 1 &&
    attempts[0]?.status === null &&
    attempts[0].errorCode === null &&
    losses.length === 0 &&
    triedChannelIds.length === 0 &&
    tags.length === 0 &&
    latencyFirstByteMs === null
  );
}
