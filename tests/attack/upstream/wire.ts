/** The formats upstreams speak here, and what an answer looks like in each: just enough to be understood. */
export type Format = 'openai' | 'anthropic' | 'gemini';

export interface Said {
  text?: string;
  toolCalls?: readonly { name: string; arguments: string }[];
  /** As the format writes it; left out when undefined. */
  usage?: unknown;
}

const ordinaryUsage: Record<Format, unknown> = {
  openai: { prompt_tokens: 12, completion_tokens: 8, total_tokens: 20 },
  anthropic: { input_tokens: 12, output_tokens: 8 },
  gemini: { promptTokenCount: 12, candidatesTokenCount: 8, totalTokenCount: 20 },
};

/** A whole answer. Arguments are JSON text; where the format wants an object they are put in as they are. */
export function wholeAnswer(format: Format, { text = 'Hello.', toolCalls = [], usage }: Said): string {
  const counted = JSON.stringify(usage === undefined ? ordinaryUsage[format] : usage);
  if (format === 'openai') {
    const calls = toolCalls.map(
      (call, index) =>
        `{"id":"call_${index}","type":"function","function":{"name":${JSON.stringify(call.name)},"arguments":${JSON.stringify(call.arguments)}}}`,
    );
    const tools = calls.length > 0 ? `,"tool_calls":[${calls.join(',')}]` : '';
    return `{"id":"a","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":${JSON.stringify(text)}${tools}},"finish_reason":"stop"}],"usage":${counted}}`;
  }
  if (format === 'anthropic') {
    const blocks = toolCalls.map(
      (call, index) =>
        `,{"type":"tool_use","id":"toolu_${index}","name":${JSON.stringify(call.name)},"input":${call.arguments}}`,
    );
    return `{"id":"a","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":${JSON.stringify(text)}}${blocks.join('')}],"stop_reason":"end_turn","stop_sequence":null,"usage":${counted}}`;
  }
  const parts = toolCalls.map(
    (call) => `,{"functionCall":{"name":${JSON.stringify(call.name)},"args":${call.arguments}}}`,
  );
  return `{"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":${JSON.stringify(text)}}${parts.join('')}]},"finishReason":"STOP"}],"usageMetadata":${counted},"modelVersion":"m"}`;
}

/** Events that open, carry and close a stream. */
export interface StreamEvents {
  start: string;
  text(text: string): string;
  toolCall(index: number, name: string, argumentsText: string): string;
  end: string;
}

export const streamEvents: Record<Format, StreamEvents> = {
  openai: {
    start: data({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] }),
    text: (content) => data({ choices: [{ index: 0, delta: { content }, finish_reason: null }] }),
    toolCall: (index, name, text) =>
      data({
        choices: [
          {
            index: 0,
            delta: {
              tool_calls: [
                { index, id: `call_${index}`, type: 'function', function: { name, arguments: text } },
              ],
            },
            finish_reason: null,
          },
        ],
      }),
    end:
      data({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }) +
      data({ choices: [], usage: ordinaryUsage.openai }) +
      'data: [DONE]\n\n',
  },
  anthropic: {
    start: event('message_start', {
      message: {
        id: 'a',
        type: 'message',
        role: 'assistant',
        model: 'm',
        content: [],
        stop_reason: null,
        usage: { input_tokens: 12, output_tokens: 1 },
      },
    }),
    text: (text) =>
      event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }) +
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }) +
      event('content_block_stop', { index: 0 }),
    toolCall: (index, name, text) =>
      event('content_block_start', {
        index,
        content_block: { type: 'tool_use', id: `toolu_${index}`, name, input: {} },
      }) +
      event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: text } }) +
      event('content_block_stop', { index }),
    end:
      event('message_delta', {
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { output_tokens: 8 },
      }) + event('message_stop', {}),
  },
  gemini: {
    start: '',
    text: (text) => data({ candidates: [{ index: 0, content: { role: 'model', parts: [{ text }] } }] }),
    toolCall: (_index, name, text) =>
      `data: {"candidates":[{"index":0,"content":{"role":"model","parts":[{"functionCall":{"name":${JSON.stringify(name)},"args":${text}}}]}}]}\n\n`,
    end: data({
      candidates: [{ index: 0, content: { role: 'model', parts: [] }, finishReason: 'STOP' }],
      usageMetadata: ordinaryUsage.gemini,
    }),
  },
};

function data(body: object): string {
  return `data: ${JSON.stringify({ id: 'a', created: 1, model: 'm', object: 'chat.completion.chunk', ...body })}\n\n`;
}

function event(type: string, body: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...body })}\n\n`;
}
