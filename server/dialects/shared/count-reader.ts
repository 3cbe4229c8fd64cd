import type { JsonValue } from '../../canonical/json.ts';
import type { UnreadableCounts, Usage } from '../../canonical/usage.ts';

/** Reads the counts of a provider's usage, and notes which could not be read. */
export class CountReader {
  /** Null while all could be read. */
  unreadable: UnreadableCounts | null = null;

  /** A total, which every usage has. */
  total(of: 'input' | 'output', value: JsonValue | undefined): number {
    if (isCount(value)) return value;
    this.#note(of);
    return 0;
  }

  /** A total of a format that leaves out what is 0. */
  totalOrNone(of: 'input' | 'output', value: JsonValue | undefined): number {
    return value === undefined || value === null ? 0 : this.total(of, value);
  }

  /** A part of a total: 0 where the provider says nothing of it. */
  part(value: JsonValue | undefined): number {
    if (value === undefined || value === null) return 0;
    if (isCount(value)) return value;
    this.#note('part');
    return 0;
  }

  get lacksTotal(): boolean {
    return this.unreadable !== null && (this.unreadable.input || this.unreadable.output);
  }

  #note(which: keyof UnreadableCounts): void {
    this.unreadable ??= { input: false, output: false, part: false };
    this.unreadable[which] = true;
  }
}

/** Of what stands where a usage belongs and is no object. */
export function unreadableUsage(raw: JsonValue): Usage {
  return {
    inputTokens: 0,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
    unreadable: { input: true, output: true, part: false },
    raw,
  };
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
