import {
  isObject,
  objectIn,
  objectsIn,
  otherPiece,
  textIn,
  textPieces,
  turnOf,
  writtenOut,
} from './read-values.ts';
import type { ConversationFormat, JsonObject, Piece, Turn } from './turn.ts';

/** Gemini's generateContent. Its members may be written in either case. */
export const gemini: ConversationFormat = {
  readRequest: (body) => [
    ...turnOf('system', readParts(objectIn(either(body, 'systemInstruction', 'system_instruction')).parts)),
    ...objectsIn(body.contents).flatMap(readContent),
  ],
  readAnswer: ({ candidates }) =>
    objectsIn(candidates).flatMap(({ content }) => turnOf('assistant', readParts(objectIn(content).parts))),
};

function readContent({ role, parts }: JsonObject): Turn[] {
  const pieces = readParts(parts);
  if (role === 'model') return turnOf('assistant', pieces);
  const results = pieces.filter(({ type }) => type === 'result');
  return [
    ...turnOf('tool', results),
    ...turnOf(
      'user',
      pieces.filter(({ type }) => type !== 'result'),
    ),
  ];
}

function readParts(parts: unknown): Piece[] {
  return objectsIn(parts).flatMap((part): Piece[] => {
    if (typeof part.text === 'string')
      return textPieces(part.text, part.thought === true ? 'reasoning' : 'text');
    const call = either(part, 'functionCall', 'function_call');
    if (isObject(call)) return [{ type: 'call', name: textIn(call.name), arguments: writtenOut(call.args) }];
    const result = either(part, 'functionResponse', 'function_response');
    if (isObject(result)) {
      return [
        { type: 'result', name: textIn(result.name), text: writtenOut(result.response), failed: false },
      ];
    }
    const inline = either(part, 'inlineData', 'inline_data');
    if (isObject(inline)) return [media(inline, `;base64,${textIn(inline.data)}`)];
    const file = either(part, 'fileData', 'file_data');
    if (isObject(file)) return [media(file, null)];
    return [otherPiece(part)];
  });
}

function media(data: JsonObject, base64: string | null): Piece {
  const type = textIn(either(data, 'mimeType', 'mime_type'));
  const [family] = type.split('/');
  const kind = family === 'image' || family === 'audio' || family === 'video' ? family : 'file';
  const source = base64 === null ? textIn(either(data, 'fileUri', 'file_uri')) : `data:${type}${base64}`;
  return { type: 'media', kind, name: type, source };
}

function either(object: JsonObject, camel: string, snake: string): unknown {
  return object[camel] ?? object[snake];
}
