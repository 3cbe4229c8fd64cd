import type { Finish, FinishReason } from '../../canonical/finish.ts';

/** Every `finishReason` of https://ai.google.dev/api/generate-content#FinishReason. */
const unifiedByRaw: Readonly<Record<string, FinishReason>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content-filter',
  RECITATION: 'content-filter',
  LANGUAGE: 'other',
  OTHER: 'other',
  BLOCKLIST: 'content-filter',
  PROHIBITED_CONTENT: 'content-filter',
  SPII: 'content-filter',
  MALFORMED_FUNCTION_CALL: 'error',
  IMAGE_SAFETY: 'content-filter',
  IMAGE_PROHIBITED_CONTENT: 'content-filter',
  IMAGE_RECITATION: 'content-filter',
  IMAGE_OTHER: 'other',
  NO_IMAGE: 'other',
  UNEXPECTED_TOOL_CALL: 'error',
  TOO_MANY_TOOL_CALLS: 'error',
  MISSING_THOUGHT_SIGNATURE: 'error',
  MALFORMED_RESPONSE: 'error',
  ESCALATION: 'content-filter',
  FINISH_REASON_UNSPECIFIED: 'other',
};

const rawByUnified: Readonly<Record<FinishReason, string>> = {
  stop: 'STOP',
  'tool-calls': 'STOP',
  length: 'MAX_TOKENS',
  'content-filter': 'SAFETY',
  refusal: 'SAFETY',
  pause: 'OTHER',
  error: 'OTHER',
  other: 'OTHER',
};

/**
 * @param calledTools Gemini says STOP also when it calls functions; with calls it means the tools' turn has
 * come.
 */
export function decodeFinish(raw: string | null, calledTools: boolean): Finish {
  if (raw === null) return { unified: calledTools ? 'tool-calls' : 'other', raw };
  const unified = Object.hasOwn(unifiedByRaw, raw) ? unifiedByRaw[raw] : undefined;
  if (unified === 'stop' && calledTools) return { unified: 'tool-calls', raw };
  return { unified: unified ?? 'other', raw };
}

/** A prompt that was blocked (`promptFeedback.blockReason`) has no candidates, only this. */
export function blockedFinish(blockReason: string): Finish {
  return { unified: 'content-filter', raw: blockReason };
}

export function encodeFinish(finish: Finish): string {
  return finish.raw !== null && Object.hasOwn(unifiedByRaw, finish.raw)
    ? finish.raw
    : rawByUnified[finish.unified];
}
