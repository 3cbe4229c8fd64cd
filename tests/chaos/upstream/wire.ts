/** OpenAI's format, as far as this upstream speaks it. Each word is one token. */
export const WORD = ' thread';
export const TOOL = 'look_up';
/** Of a tool call: its name, and what opens its arguments. */
export const TOOL_TOKENS = 5;

const identity = { id: 'chatcmpl-chaos', created: 1_750_000_000, model: 'chaos' };

export interface Counted {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

export function usage(promptTokens: number, tokens: number): Counted {
  return { prompt_tokens: promptTokens, completion_tokens: tokens, total_tokens: promptTokens + tokens };
}

export function wholeAnswer(tokens: number, promptTokens: number, withTool: boolean): string {
  const said = WORD.repeat(tokens);
  const message = withTool
    ? {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: TOOL, arguments: toolArguments(said) } },
        ],
      }
    : { role: 'assistant', content: said };
  return JSON.stringify({
    ...identity,
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: withTool ? 'tool_calls' : 'stop' }],
    usage: usage(promptTokens, tokens),
  });
}

/** The events before, of and after the words of a stream. */
export function streamEvents(withTool: boolean) {
  return {
    start: withTool
      ? event({
          role: 'assistant',
          tool_calls: [
            { index: 0, id: 'call_1', type: 'function', function: { name: TOOL, arguments: '{"said":"' } },
          ],
        })
      : event({ role: 'assistant', content: '' }),
    word: withTool
      ? event({ tool_calls: [{ index: 0, function: { arguments: WORD } }] })
      : event({ content: WORD }),
    end: (promptTokens: number, tokens: number) =>
      (withTool ? event({ tool_calls: [{ index: 0, function: { arguments: '"}' } }] }) : '') +
      event({}, withTool ? 'tool_calls' : 'stop') +
      data({ choices: [], usage: usage(promptTokens, tokens) }) +
      'data: [DONE]\n\n',
  };
}

function toolArguments(said: string): string {
  return JSON.stringify({ said });
}

function event(delta: object, finish: string | null = null): string {
  return data({ choices: [{ index: 0, delta, finish_reason: finish }] });
}

function data(body: object): string {
  return `data: ${JSON.stringify({ ...identity, object: 'chat.completion.chunk', ...body })}\n\n`;
}
