import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { OutputFormat, Sampling } from '../../canonical/request.ts';
import { isJsonObject, setMember } from '../shared/json-reader.ts';
import { fromJsonSchema } from './schema.ts';

/** A seed is a signed number of 32 bits here, of 64 for OpenAI. */
const largestSeed = 2 ** 31 - 1;

/** Gemini takes up to five (https://ai.google.dev/api/generate-content#generationconfig). */
const mostStopSequences = 5;

export function encodeSampling(sampling: Sampling, losses: Losses): JsonObject {
  const encoded: JsonObject = {};
  const set = (member: string, value: JsonValue | undefined) => {
    if (value !== undefined) encoded[member] = value;
  };
  set('maxOutputTokens', sampling.maxTokens);
  set('temperature', sampling.temperature);
  set('topP', sampling.topP);
  set('topK', sampling.topK);
  // None is the default, and many models answer 400 to any.
  set('frequencyPenalty', sampling.frequencyPenalty || undefined);
  set('presencePenalty', sampling.presencePenalty || undefined);
  if (sampling.seed !== undefined) {
    if (isSeed(sampling.seed)) encoded.seed = sampling.seed;
    else losses.add('seed');
  }
  set('candidateCount', sampling.n);
  set('responseLogprobs', sampling.logprobs);
  set('logprobs', sampling.topLogprobs);
  if (sampling.stop !== undefined) {
    if (sampling.stop.length > mostStopSequences) losses.add('stop');
    set('stopSequences', sampling.stop.slice(0, mostStopSequences));
  }
  if (sampling.logitBias !== undefined) losses.add('logit_bias');
  return encoded;
}

function isSeed(seed: number): boolean {
  return Number.isInteger(seed) && seed <= largestSeed && seed >= -largestSeed - 1;
}

/** A schema's name and its strictness need no place: Gemini always holds to a schema. */
export function encodeOutput(output: OutputFormat | undefined): JsonObject {
  switch (output?.type) {
    case undefined:
      return {};
    case 'text':
      return { responseMimeType: 'text/plain' };
    case 'json':
      return { responseMimeType: 'application/json' };
    case 'json-schema':
      return { responseMimeType: 'application/json', ...schemaMember(described(output)) };
  }
}

function described(output: Extract<OutputFormat, { type: 'json-schema' }>): JsonObject {
  return output.description === undefined || output.schema.description !== undefined
    ? output.schema
    : { description: output.description, ...output.schema };
}

function schemaMember(schema: JsonObject): JsonObject {
  const subset = fromJsonSchema(schema);
  return subset === null ? { responseJsonSchema: schema } : { responseSchema: withOrder(subset) };
}

/** The subset's properties have no order of their own, JSON Schema's are answered in the order they are written. */
function withOrder(schema: JsonObject): JsonObject {
  const encoded: JsonObject = {};
  for (const [member, value] of Object.entries(schema)) {
    if (member === 'properties' && isJsonObject(value)) {
      const properties: JsonObject = {};
      for (const [name, property] of Object.entries(value)) {
        setMember(properties, name, isJsonObject(property) ? withOrder(property) : property);
      }
      encoded.properties = properties;
      encoded.propertyOrdering = Object.keys(value);
    } else if (member === 'items' && isJsonObject(value)) encoded.items = withOrder(value);
    else if (member === 'anyOf' && Array.isArray(value)) {
      encoded.anyOf = value.map((choice) => (isJsonObject(choice) ? withOrder(choice) : choice));
    } else encoded[member] = value;
  }
  return encoded;
}
