import type { JsonValue } from '../../canonical/json.ts';
import type {
  CanonicalRequest,
  OutputFormat,
  Reasoning,
  ReasoningEffort,
  Sampling,
} from '../../canonical/request.ts';
import { isJsonObject, type JsonReader } from '../shared/json-reader.ts';
import type { ExtensionBag } from './extensions.ts';
import { toJsonSchema } from './schema.ts';
import { spelled, spelledReaders, spellings } from './spelling.ts';

const known = spellings(
  'maxOutputTokens',
  'temperature',
  'topP',
  'topK',
  'frequencyPenalty',
  'presencePenalty',
  'seed',
  'stopSequences',
  'candidateCount',
  'responseLogprobs',
  'logprobs',
  'thinkingConfig',
);
/** What says how the answer is to look; known only where it comes to JSON. */
const outputMembers = spellings(
  'responseMimeType',
  'responseSchema',
  'responseJsonSchema',
  '_responseJsonSchema',
  'responseFormat',
);
const knownThinking = spellings('thinkingBudget', 'thinkingLevel', 'includeThoughts');

/** `generationConfig` (https://ai.google.dev/api/generate-content#generationconfig). */
export function decodeGenerationConfig(
  config: JsonReader,
  extensions: ExtensionBag,
): Pick<CanonicalRequest, 'sampling' | 'reasoning' | 'output'> {
  const output = decodeOutput(config);
  const rest = config.rest(output === 'vendor' ? known : knownWithOutput);
  if (rest !== undefined && asksForTextOnly(rest.responseModalities)) delete rest.responseModalities;
  extensions.add(rest, 'generationConfig');
  const thinking = config.optionalReader(spelled(config, 'thinkingConfig'));
  return {
    sampling: decodeSampling(config),
    ...(thinking === undefined ? {} : { reasoning: decodeThinking(thinking, extensions) }),
    ...(output === undefined || output === 'vendor' ? {} : { output }),
  };
}

const knownWithOutput = new Set([...known, ...outputMembers]);

/** That is what a model answers anyway. */
function asksForTextOnly(modalities: JsonValue | undefined): boolean {
  return Array.isArray(modalities) && modalities.length === 1 && modalities[0] === 'TEXT';
}

function decodeSampling(config: JsonReader): Sampling {
  const sampling: Sampling = {
    maxTokens: config.optionalInteger(spelled(config, 'maxOutputTokens'), 0),
    temperature: config.optionalNumber('temperature'),
    topP: config.optionalNumber(spelled(config, 'topP')),
    topK: config.optionalNumber(spelled(config, 'topK')),
    frequencyPenalty: config.optionalNumber(spelled(config, 'frequencyPenalty')),
    presencePenalty: config.optionalNumber(spelled(config, 'presencePenalty')),
    seed: config.optionalInteger('seed'),
    stop: config.optionalStrings(spelled(config, 'stopSequences'), 'stopSequences'),
    n: config.optionalInteger(spelled(config, 'candidateCount'), 1, 'choices'),
    logprobs: config.optionalBoolean(spelled(config, 'responseLogprobs')),
    topLogprobs: config.optionalInteger('logprobs', 0, 'topLogprobs'),
  };
  return Object.fromEntries(Object.entries(sampling).filter(([, value]) => value !== undefined));
}

const effortByLevel: Readonly<Record<string, ReasoningEffort>> = {
  MINIMAL: 'minimal',
  LOW: 'low',
  MEDIUM: 'medium',
  HIGH: 'high',
};

function decodeThinking(thinking: JsonReader, extensions: ExtensionBag): Reasoning {
  extensions.add(thinking.rest(knownThinking), 'thinkingConfig');
  const budgetTokens = thinking.optionalInteger(spelled(thinking, 'thinkingBudget'), -1);
  const levelMember = spelled(thinking, 'thinkingLevel');
  const level = thinking.optionalString(levelMember)?.toUpperCase();
  const effort =
    level === undefined || !Object.hasOwn(effortByLevel, level) ? undefined : effortByLevel[level];
  if (level !== undefined && effort === undefined && level !== 'THINKING_LEVEL_UNSPECIFIED') {
    throw thinking.wrong(levelMember, 'one of "MINIMAL", "LOW", "MEDIUM", "HIGH"');
  }
  const includeThoughts = thinking.optionalBoolean(spelled(thinking, 'includeThoughts'));
  return {
    ...(effort === undefined ? {} : { effort }),
    ...(budgetTokens === undefined ? {} : { budgetTokens, enabled: budgetTokens !== 0 }),
    ...(includeThoughts === undefined ? {} : { includeThoughts }),
  };
}

/** `vendor` where only Gemini has such an output (`text/x.enum`); its members are then kept as they are. */
function decodeOutput(config: JsonReader): OutputFormat | 'vendor' | undefined {
  const mediaType = config.optionalString(spelled(config, 'responseMimeType'));
  const subset = config.optionalReader(spelled(config, 'responseSchema'))?.object;
  const full =
    config.value(spelled(config, 'responseJsonSchema')) ??
    config.value(spelled(config, '_responseJsonSchema'));
  if (mediaType !== undefined && mediaType !== 'application/json' && mediaType !== 'text/plain')
    return 'vendor';
  const formats = spelledReaders(config, 'responseFormat');
  const [format, second] = formats ?? [];
  if (second !== undefined) return 'vendor';
  if (format !== undefined) return decodeResponseFormat(format);
  // Gemini always holds to a schema.
  if (subset !== undefined) return { type: 'json-schema', schema: toJsonSchema(subset), strict: true };
  if (isJsonObject(full)) return { type: 'json-schema', schema: full, strict: true };
  if (full !== undefined) return 'vendor';
  if (mediaType === 'application/json') return { type: 'json' };
  return mediaType === undefined ? undefined : { type: 'text' };
}

/** Gemini's API has an enumeration here, Google's cloud the media type itself. */
const jsonTypes: ReadonlySet<string | undefined> = new Set(['APPLICATION_JSON', 'application/json']);

/**
 * `responseFormat`, the newer way to say it, for each modality (in Google's cloud a list of them); only its text
 * has a place elsewhere.
 */
function decodeResponseFormat(format: JsonReader): OutputFormat | 'vendor' {
  const text = format.optionalReader('text');
  if (text === undefined || Object.keys(format.object).length > 1) return 'vendor';
  const schema = text.value('schema');
  if (isJsonObject(schema)) return { type: 'json-schema', schema, strict: true };
  const mediaType = text.optionalString(spelled(text, 'mimeType'));
  return { type: jsonTypes.has(mediaType) ? 'json' : 'text' };
}
