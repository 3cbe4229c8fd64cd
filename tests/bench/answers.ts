import { answerPieces } from './scenarios.ts';

/** What the scripted upstream says, ready to be sent. */
export interface ScriptedAnswer {
  whole: Buffer;
  events: readonly Buffer[];
}

const text = answerPieces.join('');

/** An answer in the shape of OpenAI's Chat Completions. */
export const openAiAnswer: ScriptedAnswer = {
  whole: json({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'relayed',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text, refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: openAiUsage(),
  }),
  events: [
    chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
    ...answerPieces.map((content) => chunk([{ index: 0, delta: { content }, finish_reason: null }])),
    chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
    chunk([], openAiUsage()),
    Buffer.from('data: [DONE]\n\n'),
  ],
};

/** A stream of about 100 KB, in the same shape. */
export const longOpenAiAnswer: ScriptedAnswer = {
  whole: openAiAnswer.whole,
  events: [
    ...Array.from({ length: 100 }, () =>
      chunk([{ index: 0, delta: { content: 'x'.repeat(900) }, finish_reason: null }]),
    ),
    chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
    chunk([], openAiUsage()),
    Buffer.from('data: [DONE]\n\n'),
  ],
};

/** The same as the first in the shape of Anthropic's Messages. */
export const anthropicAnswer: ScriptedAnswer = {
  whole: json({
    id: 'msg_bench',
    type: 'message',
    role: 'assistant',
    model: 'translated',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 412, output_tokens: 480 },
  }),
  events: [
    event('message_start', {
      message: {
        id: 'msg_bench',
        type: 'message',
        role: 'assistant',
        model: 'translated',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 412, output_tokens: 1 },
      },
    }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...answerPieces.map((piece) =>
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: piece } }),
    ),
    event('content_block_stop', { index: 0 }),
    event('message_delta', {
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: 480 },
    }),
    event('message_stop', {}),
  ],
};

function json(body: object): Buffer {
  return Buffer.from(JSON.stringify(body));
}

function openAiUsage() {
  return {
    prompt_tokens: 412,
    completion_tokens: 480,
    total_tokens: 892,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  };
}

function chunk(choices: object[], usage: object | null = null): Buffer {
  const body = { id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_700_000_000 };
  return Buffer.from(`data: ${JSON.stringify({ ...body, model: 'relayed', choices, usage })}\n\n`);
}

function event(type: string, body: object): Buffer {
  return Buffer.from(`event: ${type}\ndata: ${JSON.stringify({ type, ...body })}\n\n`);
}
