import { isDeepStrictEqual } from 'node:util';
import type { FinishReason } from '../../server/canonical/finish.ts';
import type { Part } from '../../server/canonical/part.ts';
import type { CanonicalResponse, Choice } from '../../server/canonical/response.ts';
import type { Usage } from '../../server/canonical/usage.ts';
import { type Difference, namesOf } from './outcome.ts';
import { overTheWire } from './wire.ts';

/** What a client would miss in `after` that was in `before`. */
export function compareAnswers(before: CanonicalResponse, after: CanonicalResponse): Difference[] {
  const differences: Difference[] = [];
  const expect = (what: string, one: unknown, other: unknown, ...explainedBy: string[]) => {
    if (!isDeepStrictEqual(one, other)) {
      differences.push({ what: `${what}: ${brief(one)} became ${brief(other)}`, explainedBy });
    }
  };
  for (const choice of before.choices) {
    const again = after.choices.find((candidate) => candidate.index === choice.index);
    if (again === undefined) {
      // A prompt that was refused has no answer in some formats.
      differences.push({ what: `choice ${choice.index} is missing`, explainedBy: ['n'] });
      continue;
    }
    expect('text', textOf(choice), textOf(again));
    expect('reasoning', joined(choice, 'reasoning'), joined(again, 'reasoning'));
    expect('tool calls', callsOf(choice), callsOf(again), 'custom_tool_call', 'custom_tool_input');
    expect('finish', finishClass(choice), finishClass(again), 'finish_reason', 'stop_reason');
    expect('stop sequence', choice.finish.stopSequence, again.finish.stopSequence, 'stop_sequence');
    expect('media', mediaOf(choice), mediaOf(again), 'image', 'audio', 'video', 'document');
    expect(
      'signatures',
      signaturesOf(choice),
      signaturesOf(again),
      'reasoning_signature',
      'redacted_reasoning',
    );
    expect('logprobs', choice.logprobs?.map(tokenOf), again.logprobs?.map(tokenOf), 'logprobs');
    for (const part of choice.parts) {
      if (part.type !== 'extension') continue;
      const isKept = again.parts.some((other) => isDeepStrictEqual(other, part));
      if (!isKept)
        differences.push({
          what: `${part.kind} is missing`,
          explainedBy: namesOf(part.kind, 'unknown_part'),
        });
    }
  }
  if (before.usage !== null) expect('usage', countsOf(before.usage), countsOf(after.usage));
  return differences;
}

/** A refusal is text too; formats without a place for it say it as such. */
function textOf(choice: Choice): string {
  return choice.parts
    .map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : ''))
    .join('');
}

function joined(choice: Choice, type: 'reasoning'): string {
  return choice.parts.map((part) => (part.type === type ? part.text : '')).join('');
}

function callsOf(choice: Choice): unknown[] {
  return choice.parts
    .filter((part) => part.type === 'tool-call')
    .map((part) => ({
      name: part.name,
      arguments: part.freeText === true ? part.arguments : parsed(part.arguments),
    }));
}

/** Arguments by their value: no arguments and an empty object are the same. */
export function parsed(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Two vendors' words for "withheld on purpose" are one. */
function finishClass(choice: Choice): FinishReason {
  return choice.finish.unified === 'refusal' ? 'content-filter' : choice.finish.unified;
}

/** Bytes of a recording may come in one piece or in several. */
function mediaOf(choice: Choice): unknown[] {
  const media = choice.parts.filter(isMedia);
  const sounds = media.flatMap(({ type, source }) =>
    type === 'audio' && source.kind === 'base64' ? [Buffer.from(source.data, 'base64')] : [],
  );
  const others = media.filter(({ type, source }) => type !== 'audio' || source.kind !== 'base64');
  return [Buffer.concat(sounds).toString('base64'), ...others.map((part) => part.source)];
}

function isMedia(part: Part): part is Extract<Part, { source: unknown }> {
  return part.type === 'image' || part.type === 'audio' || part.type === 'video' || part.type === 'document';
}

function signaturesOf(choice: Choice): unknown[] {
  const signatures: unknown[] = [];
  for (const part of choice.parts) {
    if ('signature' in part && part.signature !== undefined) signatures.push(part.signature);
    if (part.type === 'reasoning' && part.redacted !== undefined) signatures.push(part.redacted);
  }
  return signatures;
}

function tokenOf(entry: NonNullable<Choice['logprobs']>[number]): unknown {
  return { token: entry.token, logprob: entry.logprob, top: entry.top.map((top) => top.token) };
}

function countsOf(usage: Usage | null): unknown {
  if (usage === null) return null;
  const { inputTokens, cachedInputTokens, outputTokens, reasoningTokens } = usage;
  return { inputTokens, cachedInputTokens, outputTokens, reasoningTokens };
}

export function brief(value: unknown): string {
  const text = JSON.stringify(value === undefined ? 'nothing' : overTheWire(value));
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
