import type { Json } from '../code-samples/chat-completion.ts';

export type Sampling = {
  /** Each undefined until the person moves it: then the provider's own default holds. */
  temperature?: number;
  topP?: number;
  maximumTokens?: number;
};

export type AttachedImage = { name: string; dataUrl: string };

export type Figures = {
  inputTokens?: number;
  outputTokens?: number;
  firstTokenMs?: number;
  totalMs?: number;
  requestId?: string;
};

export type Turn =
  | { id: number; role: 'user'; text: string; images: readonly AttachedImage[] }
  | {
      id: number;
      role: 'assistant';
      text: string;
      reasoning: string;
      state: 'streaming' | 'complete' | 'stopped' | 'failed';
      failure?: string;
      figures: Figures;
    };

export type Settings = { model: string; system: string; sampling: Sampling };

/** The conversation as the body of POST /v1/chat/completions. Answers that failed are left out. */
export function toRequestBody(settings: Settings, turns: readonly Turn[]): { [key: string]: Json } {
  const { model, system, sampling } = settings;
  const messages: Json[] = turns.flatMap((turn): Json[] => {
    if (turn.role === 'assistant') {
      return turn.text === '' ? [] : [{ role: 'assistant', content: turn.text }];
    }
    if (turn.images.length === 0) return [{ role: 'user', content: turn.text }];
    const images = turn.images.map(
      (image): Json => ({ type: 'image_url', image_url: { url: image.dataUrl } }),
    );
    return [
      { role: 'user', content: [...(turn.text ? [{ type: 'text', text: turn.text }] : []), ...images] },
    ];
  });
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
