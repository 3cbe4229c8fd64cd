import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { listeningServer } from './gateway-under-test.ts';

export interface ReceivedRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What an upstream does with one request. */
export type Script = (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>;

export interface ScriptedUpstream {
  url: string;
  received: ReceivedRequest[];
  /** Resolves when a client broke off a request before it was answered to the end. */
  readonly abandoned: Promise<void>;
  close(): Promise<void>;
}

/** A server that does what it is told: the scripts in their order, the last one from then on. */
export async function scriptedUpstream(...scripts: Script[]): Promise<ScriptedUpstream> {
  const received: ReceivedRequest[] = [];
  const { promise: abandoned, resolve: abandon } = Promise.withResolvers<void>();
  const server = createServer(async (incoming: IncomingMessage, response: ServerResponse) => {
    response.on('close', () => {
      if (!response.writableFinished) abandon();
    });
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const request = { path: incoming.url ?? '', headers: incoming.headers, body };
    received.push(request);
    const script = scripts[Math.min(received.length, scripts.length) - 1];
    await script?.(response, request);
  });
  const { url, close } = await listeningServer(server);
  return { url, received, abandoned, close };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Script {
  return raw(status, typeof body === 'string' ? body : JSON.stringify(body), {
    'content-type': 'application/json',
    ...headers,
  });
}

export function raw(status: number, body: string | Buffer, headers: Record<string, string> = {}): Script {
  return (response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** Sends the pieces one after the other, each in a packet of its own, and ends; `null` breaks off. */
export function stream(...pieces: (string | null)[]): Script {
  return async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    for (const piece of pieces) {
      if (piece === null) {
        response.destroy();
        return;
      }
      response.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    response.end();
  };
}

/** Takes the request and never says anything. */
export const silence: Script = () => {};

export const openAiAnswer = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_750_000_000,
  model: 'gpt-4o-mini-2024-07-18',
  choices: [
    { index: 0, message: { role: 'assistant', content: 'Good day.' }, logprobs: null, finish_reason: 'stop' },
  ],
  usage: { prompt_tokens: 11, completion_tokens: 3, total_tokens: 14 },
};

export const anthropicAnswer = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-haiku-4-5',
  content: [{ type: 'text', text: 'Good day.' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 11, output_tokens: 3 },
};

export const geminiAnswer = {
  candidates: [
    { content: { role: 'model', parts: [{ text: 'Good day.' }] }, finishReason: 'STOP', index: 0 },
  ],
  usageMetadata: { promptTokenCount: 11, candidatesTokenCount: 3, totalTokenCount: 14 },
  modelVersion: 'gemini-2.5-flash',
  responseId: 'r1',
};

/** A stream of Anthropic's format, event by event. */
export const anthropicEvents: string[] = [
  { type: 'message_start', message: { ...anthropicAnswer, content: [], stop_reason: null } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Good day.' } },
  { type: 'content_block_stop', index: 0 },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } },
  { type: 'message_stop' },
].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);

function chunk(delta: object, finish: string | null = null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-mini', choices })}\n\n`;
}

/** A stream of OpenAI's chat format, by its pieces. */
export const openAiStream = {
  opening: chunk({ role: 'assistant', content: '' }),
  text: (content: string) => chunk({ content }),
  finish: chunk({}, 'stop'),
  usage: `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-mini', choices: [], usage: { prompt_tokens: 11, completion_tokens: 3, total_tokens: 14 } })}\n\n`,
  done: 'data: [DONE]\n\n',
};
