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
import type { ConversationFormat, JsonObject, Piece, Turn, TurnRole } from './turn.ts';

const roles: Readonly<Record<string, TurnRole>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
};

/** OpenAI Chat Completions. */
export const openAiChat: ConversationFormat = {
  readRequest: ({ messages }) => objectsIn(messages).flatMap(readMessage),
  readAnswer: ({ choices }) => objectsIn(choices).flatMap(({ message }) => readMessage(objectIn(message))),
};

function readMessage(message: JsonObject): Turn[] {
  const role = roles[textIn(message.role)] ?? 'assistant';
  const { content } = message;
  if (role === 'tool') {
    const name = textIn(message.name) || textIn(message.tool_call_id);
    const text = typeof content === 'string' ? content : readParts(content).map(textOf).join('\n');
    return turnOf(role, [{ type: 'result', name, text, failed: false }]);
  }
  return turnOf(role, [
    ...textPieces(message.reasoning_content ?? message.reasoning, 'reasoning'),
    ...(typeof content === 'string' ? textPieces(content) : readParts(content)),
    ...textPieces(message.refusal),
    ...objectsIn(message.tool_calls).map(readCall),
    ...(isObject(message.function_call) ? [readCall({ function: message.function_call })] : []),
  ]);
}

function readCall(call: JsonObject): Piece {
  const called = objectIn(call.function ?? call.custom);
  return { type: 'call', name: textIn(called.name), arguments: writtenOut(called.arguments ?? called.input) };
}

function readParts(content: unknown): Piece[] {
  return objectsIn(content).flatMap((part): Piece[] => {
    switch (part.type) {
      case 'text':
      case 'input_text':
      case 'output_text':
        return textPieces(part.text);
      case 'refusal':
        return textPieces(part.refusal);
      case 'image_url': {
        const { image_url: image } = part;
        const source = textIn(isObject(image) ? image.url : image);
        return [{ type: 'media', kind: 'image', name: '', source }];
      }
      case 'input_audio':
        return [{ type: 'media', kind: 'audio', name: textIn(objectIn(part.input_audio).format) }];
      case 'file':
        return [{ type: 'media', kind: 'file', name: textIn(objectIn(part.file).filename) }];
      default:
        return [otherPiece(part)];
    }
  });
}

function textOf(piece: Piece): string {
  return piece.type === 'text' ? piece.text : piece.type === 'other' ? piece.json : '';
}
