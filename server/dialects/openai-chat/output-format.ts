import type { JsonObject } from '../../canonical/json.ts';
import type { OutputFormat } from '../../canonical/request.ts';
import type { JsonReader } from '../shared/json-reader.ts';

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

export function encodeOutputFormat(output: OutputFormat): JsonObject {
  if (output.type === 'text') return { type: 'text' };
  if (output.type === 'json') return { type: 'json_object' };
  const definition: JsonObject = { name: output.name ?? defaultSchemaName };
  if (output.description !== undefined) definition.description = output.description;
  definition.schema = output.schema;
  if (output.strict !== undefined) definition.strict = output.strict;
  return { type: 'json_schema', json_schema: definition };
}
