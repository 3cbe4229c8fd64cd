import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { OutputFormat } from '../../canonical/request.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { speaksOfJson, withInstruction } from './json-instruction.ts';
import { strictSchema } from './strict-schema.ts';

export function decodeOutputFormat(body: JsonReader): OutputFormat | undefined {
  const format = body.optionalReader('response_format');
  if (format === undefined) return undefined;
  const type = format.oneOf('type', ['text', 'json_object', 'json_schema']);
  if (type === 'text') return { type };
  if (type === 'json_object') return { type: 'json' };
  const definition = format.reader('json_schema');
  const output: OutputFormat = {
    type: 'json-schema',
    schema: definition.optionalReader('schema')?.object ?? {},
  };
  const name = definition.optionalString('name');
  const description = definition.optionalString('description');
  const strict = definition.optionalBoolean('strict');
  if (name !== undefined) output.name = name;
  if (description !== undefined) output.description = description;
  if (strict !== undefined) output.strict = strict;
  return output;
}

/** OpenAI requires a name, which other formats do not have. */
const defaultSchemaName = 'response';

/**
 * Adds `response_format` to `body`, which holds its messages already. JSON without a schema has to be spoken of
 * in the messages, and a schema has to be an object's: where one is not, it is asked for in words, and the
 * guarantee is lost.
 */
export function encodeOutputFormat(output: OutputFormat, body: JsonObject, losses: Losses): void {
  if (output.type === 'text') body.response_format = { type: 'text' };
  else if (output.type === 'json') {
    body.response_format = { type: 'json_object' };
    if (!speaksOfJson(body.messages)) body.messages = withInstruction(body.messages);
  } else if (isObjectSchema(output.schema)) {
    body.response_format = { type: 'json_schema', json_schema: encodeDefinition(output, losses) };
  } else {
    body.messages = withInstruction(body.messages, output.schema);
    losses.add('response_format');
  }
}

function isObjectSchema({ type, properties }: JsonObject): boolean {
  return type === 'object' || (type === undefined && properties !== undefined);
}

function encodeDefinition(
  { name, description, schema: given, strict }: Extract<OutputFormat, { type: 'json-schema' }>,
  losses: Losses,
): JsonObject {
  const schema = { ...given, type: 'object' };
  const definition: JsonObject = { name: name ?? defaultSchemaName };
  if (description !== undefined) definition.description = description;
  const closed = strict === true ? strictSchema(schema) : null;
  definition.schema = closed ?? schema;
  if (closed !== null || strict === false) definition.strict = closed !== null;
  else if (strict === true) losses.add('strict', 'response_format');
  return definition;
}
