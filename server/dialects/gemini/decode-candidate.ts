import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Extensions } from '../../canonical/part.ts';
import { isJsonObject, JsonReader } from '../shared/json-reader.ts';
import { ExtensionBag } from './extensions.ts';
import { spelled, spellings } from './spelling.ts';

const knownCandidate = spellings('content', 'finishReason', 'index', 'logprobsResult');
const knownAnswer = spellings('candidates', 'usageMetadata', 'modelVersion', 'responseId');

/** A candidate of an answer or of one chunk of it, its parts not yet read. */
export interface WireCandidate {
  index: number;
  parts: JsonReader[];
  finishReason: string | null;
  logprobs: JsonValue | undefined;
  /** Grounding, citations, ratings and whatever else only Gemini says about a candidate. */
  rest: Record<string, JsonValue> | undefined;
}

/** @throws Fault `upstream_malformed` when a member is of a wrong type. */
function readCandidate(candidate: JsonReader, position: number): WireCandidate {
  const content = candidate.optionalReader('content');
  return {
    index: candidate.optionalInteger('index', 0) ?? position,
    parts: content?.optionalReaders('parts', 'answerParts') ?? [],
    finishReason: candidate.optionalString(spelled(candidate, 'finishReason')) ?? null,
    logprobs: candidate.value(spelled(candidate, 'logprobsResult')),
    rest: candidate.rest(knownCandidate),
  };
}

/** What an answer, or a chunk of it, says beside its candidates. */
export interface WireAnswer {
  candidates: WireCandidate[];
  usage: JsonValue | undefined;
  model: string | undefined;
  id: string | undefined;
  /** Why the prompt was refused; there are no candidates then. */
  blockReason: string | undefined;
  extensions: { extensions?: Extensions };
}

/** @throws Fault `upstream_malformed` */
export function readAnswer(body: JsonValue): WireAnswer {
  const reader = JsonReader.of(body, 'upstream_malformed');
  const feedback = reader.value(spelled(reader, 'promptFeedback'));
  const extensions = new ExtensionBag();
  extensions.add(reader.rest(knownAnswer));
  return {
    candidates: (reader.optionalReaders('candidates', 'choices') ?? []).map(readCandidate),
    usage: reader.value(spelled(reader, 'usageMetadata')),
    model: reader.optionalString(spelled(reader, 'modelVersion'), 'modelName'),
    id: reader.optionalString(spelled(reader, 'responseId'), 'answerId'),
    blockReason: isJsonObject(feedback) ? blockReasonOf(feedback) : undefined,
    extensions: extensions.asMember,
  };
}

/** Tells calls of this answer from those of other turns where ids have to be derived. */
export function callIdSeed(answer: WireAnswer): string {
  if (answer.id !== undefined) return answer.id;
  return isJsonObject(answer.usage) ? String(answer.usage.promptTokenCount ?? '') : '';
}

function blockReasonOf(feedback: JsonObject): string | undefined {
  const reason = feedback.blockReason ?? feedback.block_reason;
  return typeof reason === 'string' ? reason : undefined;
}
