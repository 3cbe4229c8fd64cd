import type { JsonObject } from '../../canonical/json.ts';
import type { CanonicalRequest, FunctionTool, Message } from '../../canonical/request.ts';
import type { Behaviour } from './behaviour.ts';
import type { PlannedCall, Simulation } from './plan.ts';
import { Synthesis } from './synthesise.ts';

/** More of a prompt is not looked at. */
const longestPrompt = 4_000;

/** As OpenAI has it: more of a name is not looked for in the prompt. */
const longestToolName = 64;

/** What came with the last message is acknowledged one by one up to here. */
const mostSentences = 32;

const lore =
  'A heddle is the part of a loom that each thread passes through on its way to its place in the cloth.';

/** What the simulator answers to a request: the same request always gets the same answer. */
export function composeAnswer(
  request: CanonicalRequest,
  behaviour: Behaviour,
): Pick<Simulation, 'reasoning' | 'calls' | 'text' | 'numbered'> {
  const prompt = lastPrompt(request.messages);
  const reasoning =
    behaviour.reasoning || wantsReasoning(request)
      ? `The user wrote ${prompt.length} characters. A short answer will do.`
      : null;
  const calls = toolCalls(request, prompt);
  if (calls.length > 0) return { reasoning, calls, text: '', numbered: false };
  return { reasoning, calls, ...answerText(request, behaviour, prompt) };
}

function wantsReasoning({ reasoning }: CanonicalRequest): boolean {
  return reasoning !== undefined && reasoning.enabled !== false && reasoning.effort !== 'none';
}

function answerText(
  request: CanonicalRequest,
  { words }: Behaviour,
  prompt: string,
): Pick<Simulation, 'text' | 'numbered'> {
  const { output } = request;
  if (output?.type === 'json-schema') {
    return { text: JSON.stringify(new Synthesis().valueOf(output.schema, prompt)), numbered: false };
  }
  if (output?.type === 'json') {
    return { text: JSON.stringify({ answer: `You wrote: ${prompt}` }), numbered: false };
  }
  if (words !== null) return { text: wordsOf(words), numbered: false };
  const sentences = [...toolResults(request.messages), ...media(request.messages)];
  if (sentences.length > mostSentences) {
    const more = sentences.length - mostSentences;
    sentences.splice(mostSentences, more, `And ${more} more.`);
  }
  if (prompt !== '') sentences.push(`You wrote: "${shortened(prompt)}".`);
  sentences.push("This is Heddle's simulator: no model was asked.", lore);
  return { text: sentences.join(' '), numbered: true };
}

function wordsOf(count: number): string {
  const source = lore.split(' ');
  return Array.from({ length: count }, (_, at) => source[at % source.length]).join(' ');
}

/**
 * Calls the tools that were offered: the one that was named, or the first that the prompt speaks of (else the
 * first of all); several when the prompt asks for it and they are allowed. None once results have come.
 */
function toolCalls(request: CanonicalRequest, prompt: string): PlannedCall[] {
  const offered = (request.tools ?? []).filter((tool) => tool.type === 'function');
  const choice = request.toolChoice ?? { type: 'auto' };
  if (offered.length === 0 || choice.type === 'none' || request.messages.at(-1)?.role === 'tool') return [];
  const named =
    choice.type === 'tool'
      ? new Set([choice.name])
      : choice.type === 'allowed'
        ? new Set(choice.names)
        : null;
  const allowed = named ? offered.filter((tool) => named.has(tool.name)) : offered;
  const [first] = allowed;
  if (!first) return [];
  const several =
    choice.type !== 'tool' &&
    request.parallelToolCalls !== false &&
    /\b(?:parallel|both|each|all)\b/i.test(prompt);
  const lower = prompt.toLowerCase();
  const spokenOf = allowed.find((tool) => speaksOf(lower, tool.name)) ?? first;
  const called = !several ? [spokenOf] : allowed.length > 1 ? allowed : [first, first];
  // One for all calls: what they come to together is bounded, however many schemas there are.
  const synthesis = new Synthesis();
  const names = several ? namesIn(prompt) : [];
  return called.map((tool, at) => callOf(tool, names[at] ? `for ${names[at]}` : prompt, synthesis));
}

/** @param prompt in lower case */
function speaksOf(prompt: string, toolName: string): boolean {
  return toolName
    .slice(0, longestToolName)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => word.length > 3 && prompt.includes(word));
}

/** @param hint what the prompt says about this one of several calls ("in Oslo and in Rome") */
function callOf(tool: FunctionTool, hint: string, synthesis: Synthesis): PlannedCall {
  const parameters: JsonObject = tool.parameters ?? { type: 'object', properties: {} };
  return { name: tool.name, arguments: JSON.stringify(synthesis.valueOf(parameters, hint)) };
}

function namesIn(prompt: string): string[] {
  return [...prompt.matchAll(/(?<!^)(?<![.!?]\s)\b\p{Lu}[\p{L}\d-]*/gu)].map(([name]) => name);
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
        return `I received a file of kind ${part.type} (${shortened(source.mediaType)}, ${bytes} bytes).`;
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
