import { objectIn, objectsIn, otherPiece, textIn, textPieces, turnOf, writtenOut } from './read-values.ts';
import type { ConversationFormat, JsonObject, Piece, Turn, TurnRole } from './turn.ts';

/** Anthropic's Messages. */
export const anthropicMessages: ConversationFormat = {
  readRequest: ({ system, messages }) => [
    ...turnOf('system', readContent(system)),
    ...objectsIn(messages).flatMap(readMessage),
  ],
  readAnswer: (message) => turnOf('assistant', readContent(message.content)),
};

function readMessage({ role, content }: JsonObject): Turn[] {
  const pieces = readContent(content);
  if (role === 'assistant') return turnOf('assistant', pieces);
  // Results of tools come inside the user's turn, and are nothing the user said.
  const results = pieces.filter(({ type }) => type === 'result');
  const said = pieces.filter(({ type }) => type !== 'result');
  const own: TurnRole = role === 'system' ? 'system' : 'user';
  return [...turnOf('tool', results), ...turnOf(own, said)];
}

function readContent(content: unknown): Piece[] {
  return typeof content === 'string' ? textPieces(content) : objectsIn(content).flatMap(readBlock);
}

function readBlock(block: JsonObject): Piece[] {
  switch (block.type) {
    case 'text':
      return textPieces(block.text);
    case 'thinking':
      return textPieces(block.thinking, 'reasoning');
    case 'redacted_thinking':
      return [];
    case 'tool_use':
    case 'server_tool_use':
      return [{ type: 'call', name: textIn(block.name), arguments: writtenOut(block.input) }];
    case 'tool_result':
      return [
        {
          type: 'result',
          name: textIn(block.tool_use_id),
          text: resultText(block.content),
          failed: block.is_error === true,
        },
      ];
    case 'image':
      return [{ type: 'media', kind: 'image', name: '', ...sourceOf(block.source) }];
    case 'document':
      return [{ type: 'media', kind: 'file', name: textIn(block.title), ...sourceOf(block.source) }];
    default:
      return [otherPiece(block)];
  }
}

function resultText(content: unknown): string {
  if (typeof content === 'string') return content;
  return objectsIn(content)
    .map((block) => (block.type === 'text' ? textIn(block.text) : `[${textIn(block.type)}]`))
    .join('\n');
}

function sourceOf(value: unknown): { source?: string } {
  const source = objectIn(value);
  if (source.type === 'url') return { source: textIn(source.url) };
  if (source.type !== 'base64') return {};
  return { source: `data:${textIn(source.media_type)};base64,${textIn(source.data)}` };
}
