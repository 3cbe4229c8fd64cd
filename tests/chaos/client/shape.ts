import { z } from 'zod';
import { WORD } from '../upstream/wire.ts';
import type { Answer } from './client.ts';
import type { Format } from './requests.ts';

/** What an answer is, in its client's eyes. */
export type Shape =
  /** All that was asked for. */
  | { is: 'answer' }
  /** A failure that the client's library understands. */
  | { is: 'error' }
  /** Neither; with what is wrong with it. */
  | { is: 'malformed'; why: string };

const ANSWER: Shape = { is: 'answer' };
const ERROR: Shape = { is: 'error' };

/** What came of a request. Only an answer that came to its end can be right. */
export function shapeOf({ request, status, contentType, text, ended }: Answer): Shape {
  if (ended !== 'whole') return malformed(ended);
  const { format, kind } = request;
  try {
    if (status !== 200) return accept(errors[format], JSON.parse(text), ERROR);
    if (kind === 'whole') return accept(answers[format], JSON.parse(text), ANSWER);
    if (!contentType.startsWith('text/event-stream')) return malformed('no stream');
    return streamShape(format, text, kind === 'tool call');
  } catch (error) {
    return malformed(`${error instanceof Error ? error.message : error}: ${text.slice(-200)}`);
  }
}

/** How many words have come, also where the answer did not come to its end. */
export function wordsIn(text: string): number {
  return text.split(WORD.trim()).length - 1;
}

const errors: Record<Format, z.ZodType> = {
  openai: z.object({ error: z.object({ message: z.string().min(1), type: z.string().min(1) }) }),
  anthropic: z.object({
    type: z.literal('error'),
    error: z.object({ type: z.string().min(1), message: z.string().min(1) }),
  }),
  gemini: z.object({ error: z.object({ code: z.number(), message: z.string().min(1), status: z.string() }) }),
};

const answers: Record<Format, z.ZodType> = {
  openai: z.object({
    choices: z.tuple([
      z.object({ message: z.object({ content: z.string().min(1) }), finish_reason: z.string() }),
    ]),
  }),
  anthropic: z.object({
    type: z.literal('message'),
    content: z.tuple([z.object({ type: z.literal('text'), text: z.string().min(1) })]),
    stop_reason: z.string(),
  }),
  gemini: z.object({
    candidates: z.tuple([
      z.object({
        content: z.object({ parts: z.tuple([z.object({ text: z.string().min(1) })]) }),
        finishReason: z.string(),
      }),
    ]),
  }),
};

/** How each format says that a stream is complete. */
const isLast: Record<Format, (data: string) => boolean> = {
  openai: (data) => data === '[DONE]',
  anthropic: (data) => JSON.parse(data).type === 'message_stop',
  gemini: (data) => JSON.parse(data).candidates?.[0]?.finishReason !== undefined,
};

/** What an event adds to the arguments of a tool call. */
const argumentsIn: Record<Format, (data: string) => string> = {
  openai: (data) =>
    data === '[DONE]'
      ? ''
      : (JSON.parse(data).choices?.[0]?.delta?.tool_calls?.[0]?.function?.arguments ?? ''),
  anthropic: (data) => JSON.parse(data).delta?.partial_json ?? '',
  gemini: (data) => {
    const call = JSON.parse(data).candidates?.[0]?.content?.parts?.find(
      (part: object) => 'functionCall' in part,
    );
    return call ? JSON.stringify(call.functionCall.args) : '';
  },
};

function streamShape(format: Format, text: string, withTool: boolean): Shape {
  const events = text.split(/\r?\n\r?\n/).flatMap((event) => /^data: ?(.*)$/m.exec(event)?.[1] ?? []);
  const last = events.at(-1);
  if (last === undefined) return malformed('an empty stream');
  if (last !== '[DONE]' && errors[format].safeParse(JSON.parse(last)).success) return ERROR;
  if (!isLast[format](last)) return malformed(`a stream without an end: ${last.slice(0, 100)}`);
  if (wordsIn(text) === 0) return malformed('a stream without words');
  if (withTool) JSON.parse(events.map(argumentsIn[format]).join(''));
  return ANSWER;
}

function accept(schema: z.ZodType, body: unknown, shape: Shape): Shape {
  const { error } = schema.safeParse(body);
  return error ? malformed(z.prettifyError(error)) : shape;
}

function malformed(why: string): Shape {
  return { is: 'malformed', why };
}
