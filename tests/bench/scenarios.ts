/** One kind of traffic. The client always speaks OpenAI's format; the pass-through has nothing to translate. */
export interface Scenario {
  name: string;
  /** What the client asks for; the gateway's channel for it tells the upstream's format. */
  model: string;
  stream: boolean;
  /** About how long the client's body is; some 2 kB where it is not given. */
  bodyBytes?: number;
}

/** Names of models → the provider whose format their channel speaks. */
export const providerOfModel = { relayed: 'openai', translated: 'anthropic', long: 'openai' } as const;

export const relayedWhole: Scenario = { name: 'whole answer, same format', model: 'relayed', stream: false };
export const longStream: Scenario = { name: 'streamed, 100 KB', model: 'long', stream: true };
export const largeBody: Scenario = {
  name: 'whole answer, body of 400 KB',
  model: 'relayed',
  stream: false,
  bodyBytes: 400_000,
};

export const scenarios: readonly Scenario[] = [
  relayedWhole,
  { name: 'whole answer, OpenAI to Anthropic', model: 'translated', stream: false },
  { name: 'streamed, same format', model: 'relayed', stream: true },
  { name: 'streamed, OpenAI to Anthropic', model: 'translated', stream: true },
  longStream,
  largeBody,
];

/** Pieces of text in an answer; a stream sends each in an event of its own. */
export const answerPieces: readonly string[] = Array.from(
  { length: 24 },
  (_, index) => `Thread ${index} passes through its own heddle on the way to its place in the cloth. `,
);

/** The body a client sends: a few turns and a system prompt. */
export function requestBody({ model, stream, bodyBytes = 0 }: Scenario): string {
  const rule = 'Answer in whole sentences, and say so when you are not sure. ';
  return JSON.stringify({
    model,
    stream,
    ...(stream ? { stream_options: { include_usage: true } } : {}),
    max_tokens: 400,
    temperature: 0.7,
    messages: [
      { role: 'system', content: rule.repeat(Math.max(12, Math.floor(bodyBytes / rule.length))) },
      { role: 'user', content: 'What does a heddle do?' },
      { role: 'assistant', content: answerPieces.slice(0, 6).join('') },
      { role: 'user', content: 'And how does each thread find its place? Take your time. '.repeat(6) },
    ],
  });
}
