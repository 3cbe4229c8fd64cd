import { z } from 'zod';
import type { Json } from '../../code-samples/chat-completion.ts';
import { readEventStream } from './event-stream.ts';

/** The part of a chat.completion.chunk that the playground shows. */
const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({ content: z.string().nullish(), reasoning_content: z.string().nullish() })
          .optional(),
      }),
    )
    .optional(),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
  error: z.object({ message: z.string() }).nullish(),
});

const failureSchema = z.object({ error: z.object({ message: z.string() }) });

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
    const failure = failureSchema.safeParse(await response.json().catch(() => undefined));
    throw new CompletionFailure(
      failure.success ? failure.data.error.message : `HTTP ${response.status} ${response.statusText}`,
      requestId,
    );
  }
  yield { type: 'accepted', requestId };
  for await (const data of readEventStream(chunksOf(response.body))) {
    if (data === '[DONE]') return;
    yield* eventsOf(data, requestId);
  }
}

function* eventsOf(data: string, requestId: string | undefined): Generator<CompletionEvent> {
  const chunk = chunkSchema.safeParse(JSON.parse(data));
  if (!chunk.success) return;
  const { choices, usage, error } = chunk.data;
  if (error) throw new CompletionFailure(error.message, requestId);
  const delta = choices?.[0]?.delta;
  if (delta?.reasoning_content) yield { type: 'reasoning', text: delta.reasoning_content };
  if (delta?.content) yield { type: 'text', text: delta.content };
  if (usage) yield { type: 'usage', inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens };
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
