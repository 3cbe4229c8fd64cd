import type { Part } from '../../canonical/part.ts';
import type { Message } from '../../canonical/request.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { decodeBlock, decodeText } from './decode-block.ts';
import { extensionsOf } from './vocabulary.ts';

/** The system prompt, if there is one, and the conversation in order. */
export function decodeMessages(body: JsonReader): Message[] {
  const messages: Message[] = [];
  const system = decodeSystem(body, 'system');
  if (system.length > 0) messages.push({ role: 'system', parts: system });
  const conversation = body.readers('messages', 'messages');
  if (conversation.length === 0) throw body.fault('messages', 'at least one message is required');
  for (const message of conversation) decodeMessage(message, messages);
  return messages;
}

const messageMembers = new Set(['role', 'content']);

function decodeMessage(message: JsonReader, into: Message[]): void {
  const role = message.oneOf('role', ['user', 'assistant', 'system']);
  const extensions = extensionsOf(message, messageMembers);
  if (role === 'system') {
    into.push({ role, parts: decodeSystem(message, 'content'), extensions });
    return;
  }
  if (typeof message.value('content') === 'string') {
    into.push({ role, parts: [{ type: 'text', text: message.string('content') }], extensions });
    return;
  }
  // Tool results stand in the user's messages here, and in messages of their own in the canonical form.
  let current: Message | undefined;
  for (const [index, block] of message.readers('content', 'parts').entries()) {
    const part: Part = decodeBlock(block);
    if (part.type === 'tool-result' && role !== 'user') {
      throw message.fault(`content[${index}]`, 'a tool_result belongs into a message of role "user"');
    }
    const partRole = part.type === 'tool-result' ? 'tool' : role;
    if (current === undefined || current.role !== partRole) {
      // What is said of the message as a whole is said once, however often it is cut.
      current = { role: partRole, parts: [], ...(current === undefined && { extensions }) };
      into.push(current);
    }
    current.parts.push(part);
  }
  if (current === undefined) into.push({ role, parts: [], extensions });
}

function decodeSystem(reader: JsonReader, member: string): Part[] {
  const value = reader.value(member);
  if (value === undefined) return [];
  if (typeof value === 'string') return value === '' ? [] : [{ type: 'text', text: value }];
  return reader.readers(member, 'parts').map((block) => {
    block.oneOf('type', ['text']);
    return decodeText(block);
  });
}
