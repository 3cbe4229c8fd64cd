import type { ErrorCode } from './error-table.ts';
import { Fault } from './fault.ts';

interface Bound {
  readonly most: number;
  /** What is counted, in words that a refusal can say. */
  readonly of: string;
}

/**
 * The one table of what a request or an answer may hold, so that work is bounded by the bytes that came and not by
 * what is made of them. Each bound lies well above what any vendor takes: whoever meets one would have been refused
 * by the vendor. Sources are the vendors' own pages and API descriptions, named where the number comes from one.
 */
export const bounds = {
  // JSON, whatever it says
  /** Google's own JSON parser takes 100 levels, OpenAI's schemas 10. */
  nesting: bound(128, 'levels of nesting'),
  /** Parsed, a value takes some 100 bytes of memory, and two in the text. */
  requestValues: bound(1_000_000, 'values in a request'),
  /** Far more than the longest answer with the probabilities of every token; parsed, they take some 300 MB. */
  answerValues: bound(3_000_000, 'values in an answer'),
  /** Of all tool calls of a request, or of an answer: their arguments are JSON inside of a string, one value to who counts the body's. */
  argumentValues: bound(1_000_000, 'values in the arguments of tool calls'),
  /** A whole film in base64; vendors' longest events are images of some 10 MB. */
  eventBytes: bound(4 * 1024 * 1024, 'bytes in a server-sent event'),
  /** As many log probabilities as 500 tokens have. */
  eventValues: bound(100_000, 'values in a server-sent event'),

  // A request
  /** Anthropic takes 100 000 in a single request, Azure's OpenAI 2048. */
  messages: bound(100_000, 'messages in a request'),
  /** Anthropic takes 600 images in a request, OpenAI 1500, Gemini 3600. */
  parts: bound(10_000, 'parts in a message'),
  /** OpenAI takes 128 functions, Gemini 512; Anthropic's tool search looks through 10 000. */
  tools: bound(10_000, 'tools in a request'),
  /** Those of `tools`; naming one twice says nothing. */
  allowedTools: bound(10_000, 'names of allowed tools'),
  /** OpenAI takes 128 in one message, and refuses more ("array too long"). */
  toolCalls: bound(1_024, 'tool calls in a message'),
  /** OpenAI's `n` goes to 128, Gemini's `candidateCount` to 8. */
  choices: bound(128, 'choices in an answer'),
  /** OpenAI and Gemini go to 20. */
  topLogprobs: bound(128, 'likeliest tokens at each place'),
  /** OpenAI takes 4, Gemini 5, Anthropic's models on Amazon Bedrock 8191. */
  stopSequences: bound(8_192, 'stop sequences'),
  /** OpenAI takes 16. */
  metadata: bound(256, 'members of metadata'),
  /** OpenAI takes 300; open servers any number up to the size of the vocabulary. */
  logitBias: bound(50_000, 'members of logit_bias'),

  // Names
  /** Gemini takes 64 to 128 characters, Anthropic 128 (200 in an earlier call); longer ones are replaced on the way. */
  toolName: bound(1_024, "characters in a tool's name"),
  /** The longest ids of cloud deployments have some 250 characters. */
  modelName: bound(1_024, "characters in a model's name"),
  /** Vendors' ids have up to 64 characters; some clients carry a thought's signature of several KB in them. */
  id: bound(65_536, 'characters in an id'),
  /** An answer's id stands in every event of a translated stream. */
  answerId: bound(4_096, "characters in an answer's id"),

  // An answer
  /** Of one choice; an answer of 100 000 tokens in which every tenth began a part. */
  answerParts: bound(10_000, 'parts in a choice'),
  citations: bound(10_000, 'citations or annotations in a choice'),
  /** Of the usage object, which has some 15, and is merged with each event that repeats it. */
  usageMembers: bound(64, 'members of usage'),
  /** Of `usage.iterations`: one for each round of a server's own tools. */
  usageIterations: bound(1_024, 'iterations in usage'),
  /** How much of an upstream's own words about its failure is read and passed on. */
  failureText: bound(8_192, 'characters of a failure'),
} as const satisfies Record<string, Bound>;

export type BoundName = keyof typeof bounds;

/**
 * The refusal of what goes beyond a bound; to be thrown. Names the bound, its number, and where it was met.
 * @param code `invalid_request` for a client's request, `upstream_malformed` for an upstream's answer.
 * @param path Empty for the whole body. @param got How many there are, where that is known.
 */
export function overBound(code: ErrorCode, name: BoundName, path = '', got?: number): Fault {
  const { most, of } = bounds[name];
  const whose = code === 'upstream_malformed' ? "The provider's answer: " : '';
  const where = path === '' ? whose : `${whose}${path}: `;
  const found = got === undefined ? 'there are more' : `got ${got}`;
  return new Fault(code, `${where}at most ${most} ${of} are taken, ${found}.`, path === '' ? {} : { path });
}

function bound(most: number, of: string): Bound {
  return { most, of };
}
