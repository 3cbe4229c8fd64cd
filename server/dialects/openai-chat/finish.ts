import type { Finish, FinishReason } from '../../canonical/finish.ts';

/** OpenAI's own words, and those of servers that otherwise speak its format. */
const unifiedByRaw: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  eos: 'stop',
  end_turn: 'stop',
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  tool_calls: 'tool-calls',
  tool_use: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
  sensitive: 'content-filter',
  refusal: 'refusal',
  error: 'error',
  network_error: 'error',
  insufficient_system_resource: 'error',
};

/**
 * What `finish_reason` cannot say. It stands in `native_finish_reason` beside the nearest word, as OpenRouter
 * passes on the words of providers it translates.
 */
const unifiedByNative: Readonly<Record<string, FinishReason>> = {
  refusal: 'refusal',
  pause_turn: 'pause',
  error: 'error',
  other: 'other',
};

/**
 * Ends that this format has no word for. Its words are a closed list, and typed clients (OpenAI's own for .NET)
 * throw at any other; so it says `stop`, and the reason is lost to who does not look at the native word.
 */
export function isFinishLost(finish: Finish): boolean {
  return finish.unified === 'other' || finish.unified === 'error';
}

export interface FinishSigns {
  /** `native_finish_reason`, where the server sends it. */
  native?: string | null;
  hasToolCalls: boolean;
  hasRefusal: boolean;
  /** vLLM's `stop_reason`: the stop sequence that was met. */
  stopSequence?: string;
}

/**
 * @param raw Null where the server gave none. "stop" does not say all: OpenAI sends it also when a forced
 * tool was called and when the model refused.
 */
export function decodeFinish(raw: string | null, signs: FinishSigns): Finish {
  const finish: Finish = { unified: unifiedFinish(raw, signs), raw };
  if (signs.stopSequence !== undefined) finish.stopSequence = signs.stopSequence;
  return finish;
}

function unifiedFinish(raw: string | null, signs: FinishSigns): FinishReason {
  if (signs.native != null && Object.hasOwn(unifiedByNative, signs.native)) {
    return unifiedByNative[signs.native] ?? 'other';
  }
  if (raw !== null && !Object.hasOwn(unifiedByRaw, raw)) return 'other';
  const unified = raw === null ? 'stop' : (unifiedByRaw[raw] ?? 'other');
  if (unified !== 'stop') return unified;
  if (signs.hasToolCalls) return 'tool-calls';
  return signs.hasRefusal ? 'refusal' : 'stop';
}

export interface EncodedFinish {
  finish_reason: string;
  native_finish_reason?: string;
  stop_reason?: string;
}

/** @param hasRefusal Whether the answer carries a refusal's text; then "stop" says enough. */
export function encodeFinish(finish: Finish, hasRefusal: boolean): EncodedFinish {
  const encoded = encodeReason(finish.unified, hasRefusal);
  if (finish.stopSequence !== undefined) encoded.stop_reason = finish.stopSequence;
  return encoded;
}

function encodeReason(unified: FinishReason, hasRefusal: boolean): EncodedFinish {
  switch (unified) {
    case 'stop':
    case 'length':
      return { finish_reason: unified };
    case 'tool-calls':
      return { finish_reason: 'tool_calls' };
    case 'content-filter':
      return { finish_reason: 'content_filter' };
    case 'refusal':
      return hasRefusal
        ? { finish_reason: 'stop' }
        : { finish_reason: 'content_filter', native_finish_reason: 'refusal' };
    case 'pause':
      return { finish_reason: 'stop', native_finish_reason: 'pause_turn' };
    case 'error':
    case 'other':
      return { finish_reason: 'stop', native_finish_reason: unified };
  }
}
