import type { Finish, FinishReason } from '../../canonical/finish.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { Part } from '../../canonical/part.ts';

const unifiedByStopReason = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool-calls',
  pause_turn: 'pause',
  compaction: 'pause',
  refusal: 'refusal',
} as const satisfies Record<string, FinishReason>;

const stopReasonByUnified: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
  refusal: 'refusal',
  pause: 'pause_turn',
  error: 'end_turn',
  other: 'end_turn',
};

/** @param stopReason What the wire holds at `stop_reason`; anything unknown is `other` with its own word kept. */
export function decodeFinish(stopReason: JsonValue | undefined, stopSequence: JsonValue | undefined): Finish {
  if (typeof stopReason !== 'string') return { unified: 'other', raw: null };
  const unified = isStopReason(stopReason) ? unifiedByStopReason[stopReason] : 'other';
  return typeof stopSequence === 'string'
    ? { unified, raw: stopReason, stopSequence }
    : { unified, raw: stopReason };
}

/** Ends that this format has no word for: it says `end_turn`, and the reason is lost. */
export function isFinishLost(finish: Finish): boolean {
  return finish.unified === 'other' || finish.unified === 'error';
}

/** `stop_reason` and `stop_sequence`. The provider's own word is kept where this format knows it with the same meaning. */
export function encodeFinish(finish: Finish): { stop_reason: string; stop_sequence: string | null } {
  const stopSequence = finish.stopSequence ?? null;
  if (finish.raw !== null && isStopReason(finish.raw) && unifiedByStopReason[finish.raw] === finish.unified) {
    return { stop_reason: finish.raw, stop_sequence: stopSequence };
  }
  const stopReason = stopReasonByUnified[finish.unified];
  return stopSequence !== null && stopReason === 'end_turn'
    ? { stop_reason: 'stop_sequence', stop_sequence: stopSequence }
    : { stop_reason: stopReason, stop_sequence: stopSequence };
}

/** Clients of this format act on the reason: a tool call that ends with `end_turn` is never run, a refusal not seen. */
export function finishFor(finish: Finish, has: { toolCall: boolean; refusal: boolean }): Finish {
  if (finish.unified !== 'stop') return finish;
  if (has.toolCall) return { unified: 'tool-calls', raw: null };
  return has.refusal ? { unified: 'refusal', raw: null } : finish;
}

export function contentsOf(parts: readonly Part[]): { toolCall: boolean; refusal: boolean } {
  return {
    toolCall: parts.some((part) => part.type === 'tool-call'),
    refusal: parts.some((part) => part.type === 'refusal'),
  };
}

function isStopReason(word: string): word is keyof typeof unifiedByStopReason {
  return Object.hasOwn(unifiedByStopReason, word);
}
