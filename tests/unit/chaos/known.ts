import type { Answer } from '../../chaos/client/client.ts';
import { type Kind, makeRequest } from '../../chaos/client/requests.ts';
import type { FoundRecord } from '../../chaos/stage/records.ts';
import type { JournalEntry } from '../../chaos/upstream/journal.ts';
import { streamEvents, wholeAnswer } from '../../chaos/upstream/wire.ts';

/** A complete answer in OpenAI's format, or what the test makes of it. */
export function answerTo(
  { kind, words }: { kind: Kind; words: number },
  changes: Partial<Answer> = {},
): Answer {
  const request = makeRequest({ model: 'steady', kind, format: 'openai', apiKey: 'hdl_test' });
  const { start, word, end } = streamEvents(kind === 'tool call');
  const isWhole = kind === 'whole';
  return {
    request,
    status: 200,
    contentType: isWhole ? 'application/json' : 'text/event-stream',
    text: isWhole ? wholeAnswer(words, 12, false) : start + word.repeat(words) + end(12, words),
    ended: 'whole',
    sentAtMs: 1_000,
    endedAtMs: 1_100,
    headers: {},
    ...changes,
  };
}

export function entryOf(id: string, changes: Partial<JournalEntry> = {}): JournalEntry {
  const said = { model: 'steady', stream: false, tokens: 0, finished: true, status: 200 };
  return { id, ...said, receivedAtMs: 1_010, closedAtMs: 1_090, ...changes };
}

export function recordOf(tag: string, changes: Partial<FoundRecord> = {}): FoundRecord {
  const tokens = { inputTokens: 12, outputTokens: 0, costNanoUsd: 0 };
  return {
    id: crypto.randomUUID(),
    tag,
    endedBy: 'completed',
    httpStatus: 200,
    ...tokens,
    attempts: 1,
    ...changes,
  };
}
