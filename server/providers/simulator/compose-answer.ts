import type { Finish } from '../../canonical/finish.ts';
import type { JsonObject } from '../../canonical/json.ts';
import type { Part, ToolCallPart } from '../../canonical/part.ts';
import type { CanonicalRequest, FunctionTool, Message } from '../../canonical/request.ts';
import type { Behaviour } from './behaviour.ts';
import { synthesise } from './synthesise.ts';
import { tokensOf } from './tokens.ts';

/** One choice of the simulator's answer. */
export interface ComposedChoice {
  parts: Part[];
  finish: Finish;
}

/** More of a prompt is not looked at. */
const longestPrompt = 4_000;

const lore =
  'A heddle is the part of a loom that each thread passes through on its way to its place in the cloth.';

/** What the simulator answers to a request: the same request always gets the same answer. */
export function composeChoice(
  request: CanonicalRequest,
  behaviour: Behaviour,
  index: number,
): ComposedChoice {
  const prompt = lastPrompt(request.messages);
  const parts: Part[] = [];
  if (behaviour.reasoning || wantsReasoning(request)) {
    parts.push({
      type: 'reasoning',
      text: `The user wrote ${prompt.length} characters. A short answer will do.`,
    });
  }
  const calls = toolCalls(request, prompt, index);
  if (calls.length > 0) {
    return { parts: [...parts, ...calls], finish: { unified: 'tool-calls', raw: 'tool_calls' } };
  }
  const { text, finish } = bounded(answerText(request, behaviour, prompt, index), request);
  return { parts: [...parts, { type: 'text', text }], finish };
}

function wantsReasoning({ reasoning }: CanonicalRequest): boolean {
  return reasoning !== undefined && reasoning.enabled !== false && reasoning.effort !== 'none';
}

function answerText(request: CanonicalRequest, { words }: Behaviour, prompt: string, index: number): string {
  const { output } = request;
  if (output?.type === 'json-schema') return JSON.stringify(synthesise(output.schema, prompt));
  if (output?.type === 'json') return JSON.stringify({ answer: `You wrote: ${prompt}` });
  if (words !== null) return wordsOf(words);
  const sentences = [...toolResults(request.messages), ...media(request.messages)];
  if (prompt !== '') sentences.push(`You wrote: "${shortened(prompt)}".`);
  sentences.push("This is Heddle's simulator: no model was asked.", lore);
  if (index > 0) sentences.push(`(choice ${index + 1})`);
  return sentences.join(' ');
}

function wordsOf(count: number): string {
  const source = lore.split(' ');
  return Array.from({ length: count }, (_, at) => source[at % source.length]).join(' ');
}

/** Stop sequences and the token limit, as a model would meet them. */
function bounded(text: string, { sampling }: CanonicalRequest): { text: string; finish: Finish } {
  let stopped = text;
  let stopSequence: string | undefined;
  for (const sequence of sampling.stop ?? []) {
    const at = sequence === '' ? -1 : stopped.indexOf(sequence);
    if (at === -1) continue;
    stopped = stopped.slice(0, at);
    stopSequence = sequence;
  }
  if (sampling.maxTokens !== undefined) {
    const tokens = tokensOf(stopped);
    if (tokens.length > sampling.maxTokens) {
      const text = tokens.slice(0, sampling.maxTokens).join('');
      return { text, finish: { unified: 'length', raw: 'length' } };
    }
  }
  const finish: Finish = { unified: 'stop', raw: 'stop' };
  return { text: stopped, finish: stopSequence === undefined ? finish : { ...finish, stopSequence } };
}

/**
 * Calls the tools that were offered: the one that was named, or the first that the prompt speaks of (else the
 * first of all); several when the prompt asks for it and they are allowed. None once results have come.
 */
function toolCalls(request: CanonicalRequest, prompt: string, index: number): ToolCallPart[] {
  const offered = (request.tools ?? []).filter((tool) => tool.type === 'function');
  const choice = request.toolChoice ?? { type: 'auto' };
  if (offered.length === 0 || choice.type === 'none' || request.messages.at(-1)?.role === 'tool') return [];
  const named = choice.type === 'tool' ? [choice.name] : choice.type === 'allowed' ? choice.names : null;
  const allowed = named ? offered.filter((tool) => named.includes(tool.name)) : offered;
  const [first] = allowed;
  if (!first) return [];
  const several =
    choice.type !== 'tool' &&
    request.parallelToolCalls !== false &&
    /\b(?:parallel|both|each|all)\b/i.test(prompt);
  const spokenOf = allowed.find((tool) => speaksOf(prompt, tool.name)) ?? first;
  const called = !several ? [spokenOf] : allowed.length > 1 ? allowed : [first, first];
  return called.map((tool, at) => callOf(tool, prompt, `call_simulated_${index}_${at}`, several ? at : null));
}

function speaksOf(prompt: string, toolName: string): boolean {
  const lower = prompt.toLowerCase();
  return toolName
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => word.length > 3 && lower.includes(word));
}

/** With `place`, the hint is what the prompt says about that one of several calls ("in Oslo and in Rome"). */
function callOf(tool: FunctionTool, prompt: string, id: string, place: number | null): ToolCallPart {
  const parameters: JsonObject = tool.parameters ?? { type: 'object', properties: {} };
  const hint = place === null ? prompt : hintAt(prompt, place);
  return { type: 'tool-call', id, name: tool.name, arguments: JSON.stringify(synthesise(parameters, hint)) };
}

function hintAt(prompt: string, place: number): string {
  const names = [...prompt.matchAll(/(?<!^)(?<![.!?]\s)\b\p{Lu}[\p{L}\d-]*/gu)].map(([name]) => name);
  const name = names[place];
  return name === undefined ? prompt : `for ${name}`;
}

function toolResults(messages: readonly Message[]): string[] {
  if (messages.at(-1)?.role !== 'tool') return [];
  const start = messages.findLastIndex((message) => message.role !== 'tool') + 1;
  return messages.slice(start).flatMap((message) =>
    message.parts.flatMap((part) => {
      if (part.type !== 'tool-result') return [];
      const text = part.content
        .map((inner) => (inner.type === 'text' ? inner.text : `[${inner.type}]`))
        .join('');
      return `The tool answered: ${shortened(text)}.`;
    }),
  );
}

function media(messages: readonly Message[]): string[] {
  const last = messages.findLast((message) => message.role === 'user');
  return (last?.parts ?? []).flatMap((part) => {
    if (part.type !== 'image' && part.type !== 'audio' && part.type !== 'video' && part.type !== 'document')
      return [];
    const { source } = part;
    switch (source.kind) {
      case 'base64': {
        const bytes = Buffer.byteLength(source.data, 'base64');
        return `I received a file of kind ${part.type} (${source.mediaType}, ${bytes} bytes).`;
      }
      case 'url':
        return `I received a file of kind ${part.type} at ${shortened(source.url)}.`;
      default:
        return `I received a file of kind ${part.type}.`;
    }
  });
}

/** Text of the last message a person wrote, or the beginning of it. */
function lastPrompt(messages: readonly Message[]): string {
  const last = messages.findLast((message) => message.role === 'user');
  return (last?.parts ?? [])
    .flatMap((part) => (part.type === 'text' ? part.text : []))
    .join(' ')
    .slice(0, longestPrompt)
    .trim();
}

function shortened(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
