import type { Json } from '../../code-samples/chat-completion.ts';
import type { Question, Settings, Turn } from './conversation.ts';

/**
 * The conversation as the body of POST /v1/chat/completions. A question that got no answer is left out together with
 * its failure, unless it is the last: then it is the one that is asked.
 */
export function toRequestBody(settings: Settings, turns: readonly Turn[]): { [key: string]: Json } {
  const { model, system, sampling } = settings;
  const messages = answered(turns).map(
    (turn): Json => (turn.role === 'user' ? userMessage(turn) : { role: 'assistant', content: turn.text }),
  );
  return {
    model,
    messages: [...(system.trim() === '' ? [] : [{ role: 'system', content: system }]), ...messages],
    temperature: sampling.temperature,
    top_p: sampling.topP,
    max_completion_tokens: sampling.maximumTokens,
    stream: true,
    stream_options: { include_usage: true },
  };
}

function answered(turns: readonly Turn[]): readonly Turn[] {
  return turns.filter((turn, index) => {
    if (turn.role === 'assistant') return turn.text !== '';
    const next = turns[index + 1];
    return next === undefined || (next.role === 'assistant' && next.text !== '');
  });
}

function userMessage({ text, images }: Question): Json {
  const kept = images.filter(({ dataUrl }) => dataUrl !== '');
  if (kept.length === 0) return { role: 'user', content: text };
  const parts = kept.map(({ dataUrl }): Json => ({ type: 'image_url', image_url: { url: dataUrl } }));
  return { role: 'user', content: [...(text ? [{ type: 'text', text }] : []), ...parts] };
}

type Body = { [key: string]: Json };

/** A copy of a body to be read by people: long data in images is cut. */
export function shortenImages(body: Body): Body {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, shortened(value)]));
}

function shortened(value: Json): Json {
  if (typeof value === 'string') return value.startsWith('data:') ? `${value.slice(0, 48)}…` : value;
  if (Array.isArray(value)) return value.map(shortened);
  return typeof value === 'object' && value !== null ? shortenImages(value) : value;
}
