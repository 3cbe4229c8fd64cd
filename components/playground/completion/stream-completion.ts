import type { Json } from '../../code-samples/chat-completion.ts';
import { readEventStream } from './event-stream.ts';
import { member, parseJson } from './read-json.ts';

export type CompletionEvent =
  | { type: 'accepted'; requestId: string | undefined }
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'usage'; inputTokens: number; outputTokens: number };

type CompletionRequest = { key: string; body: { [key: string]: Json }; signal: AbortSignal };

/** What the gateway or the provider said in place of an answer. */
export class CompletionFailure extends Error {
  readonly requestId: string | undefined;
  constructor(message: string, requestId?: string) {
    super(message);
    this.requestId = requestId;
  }
}

/**
 * Asks the gateway of this same address and gives the answer piece by piece.
 * @throws CompletionFailure when it is refused or breaks off; an AbortError when `signal` is aborted.
 */
export async function* streamCompletion({
  key,
  body,
  signal,
}: CompletionRequest): AsyncGenerator<CompletionEvent> {
  const response = await fetch('/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  const requestId = response.headers.get('x-heddle-request-id') ?? undefined;
  if (!response.ok || !response.body) {
    const said = member(parseJson(await response.text().catch(() => '')), 'error', 'message');
    throw new CompletionFailure(
      typeof said === 'string' ? said : `HTTP ${response.status} ${response.statusText}`.trim(),
      requestId,
    );
  }
  yield { type: 'accepted', requestId };
  for await (const data of readEventStream(chunksOf(response.body))) {
    if (data === '[DONE]') return;
    yield* eventsOf(data, requestId);
  }
}

/** The parts of a chat.completion.chunk that the playground shows. */
function* eventsOf(data: string, requestId: string | undefined): Generator<CompletionEvent> {
  const chunk = parseJson(data);
  const failure = member(chunk, 'error', 'message');
  if (typeof failure === 'string') throw new CompletionFailure(failure, requestId);
  const reasoning = member(chunk, 'choices', 0, 'delta', 'reasoning_content');
  if (typeof reasoning === 'string' && reasoning !== '') yield { type: 'reasoning', text: reasoning };
  const text = member(chunk, 'choices', 0, 'delta', 'content');
  if (typeof text === 'string' && text !== '') yield { type: 'text', text };
  const inputTokens = member(chunk, 'usage', 'prompt_tokens');
  const outputTokens = member(chunk, 'usage', 'completion_tokens');
  if (typeof inputTokens === 'number' && typeof outputTokens === 'number') {
    yield { type: 'usage', inputTokens, outputTokens };
  }
}

/** Not every browser can iterate a ReadableStream yet. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}
