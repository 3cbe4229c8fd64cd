import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { Message } from '../../canonical/request.ts';
import type { Target } from '../dialect.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { nameKind } from '../shared/name-loss.ts';
import { type BlockContext, encodeBlock, encodeText } from './encode-block.ts';
import { capabilitiesOf } from './models.ts';
import { isPlainBlock } from './plain-block.ts';
import { dialectName } from './vocabulary.ts';

interface Turn {
  role: 'user' | 'assistant' | 'system';
  /** Tool results, which Anthropic wants before anything else the user says. */
  results: JsonObject[];
  blocks: JsonObject[];
  /** Members of the message that only this format has. */
  own: JsonObject;
}

/**
 * The system prompt and the turns: roles alternate, so neighbouring messages of one role become one turn;
 * nothing is empty, since Anthropic refuses empty text and empty messages.
 */
export function encodeMessages(
  messages: readonly Message[],
  target: Target,
  losses: Losses,
): { system: JsonObject[]; turns: JsonObject[] } {
  const system: JsonObject[] = [];
  const turns: Turn[] = [];
  const { systemMessages, prefill } = capabilitiesOf(target.model);
  for (const [index, message] of messages.entries()) {
    const path = `messages[${index}]`;
    if (message.name !== undefined) losses.add('name', path);
    if (message.role === 'system' || message.role === 'developer') {
      placeSystem(message, path, systemMessages, { system, turns, losses, target });
    } else {
      appendTurn(message, path, turns, { losses, target, role: roleOf(message) });
    }
  }
  if (turns.length === 0 && system.length > 0) {
    // Anthropic wants something said by the user; a prompt that is only a system prompt is best said so.
    losses.add('system_position');
    turns.push({ role: 'user', results: [], blocks: system.splice(0), own: {} });
  }
  endWithUser(turns, prefill, losses);
  return { system, turns: turns.map(encodeTurn) };
}

/**
 * An answer that is to be continued may not end in white space; models that continue none are asked to go on by
 * the user, which is a loss. What ends otherwise than in text is a server's tool at work, and stays.
 */
function endWithUser(turns: Turn[], prefill: boolean, losses: Losses): void {
  const last = turns.at(-1);
  const block = last?.role === 'assistant' ? last.blocks.at(-1) : undefined;
  if (block?.type !== 'text' || typeof block.text !== 'string') return;
  block.text = block.text.trimEnd();
  if (prefill) return;
  losses.add('prefill');
  turns.push({ role: 'user', results: [], blocks: [{ type: 'text', text: 'Continue.' }], own: {} });
}

function roleOf(message: Message): 'user' | 'assistant' {
  return message.role === 'assistant' ? 'assistant' : 'user';
}

function appendTurn(message: Message, path: string, turns: Turn[], context: BlockContext): void {
  const results: JsonObject[] = [];
  const blocks: JsonObject[] = [];
  for (const [index, part] of message.parts.entries()) {
    const block = encodeBlock(part, context, `${path}.content[${index}]`);
    if (block === null) continue;
    if (part.type === 'tool-result') results.push(block);
    else blocks.push(block);
  }
  const own = ownExtensions(message.extensions, dialectName, context.losses, path) ?? {};
  if (results.length === 0 && blocks.length === 0) return;
  const last = turns.at(-1);
  if (last?.role === context.role) {
    last.results.push(...results);
    last.blocks.push(...blocks);
    Object.assign(last.own, own);
  } else {
    turns.push({ role: context.role, results, blocks, own: { ...own } });
  }
}

/**
 * Before the first turn: the system prompt. Later: in its place where the model takes it there, which is
 * only behind a user's turn; else at the end of the system prompt, with its position lost.
 */
function placeSystem(
  message: Message,
  path: string,
  systemMessages: boolean,
  to: { system: JsonObject[]; turns: Turn[]; losses: Losses; target: Target },
): void {
  const blocks: JsonObject[] = [];
  for (const [index, part] of message.parts.entries()) {
    const at = `${path}.content[${index}]`;
    if (part.type !== 'text') {
      if (part.type === 'extension') nameKind(to.losses, part.kind, 'unknown_part', at);
      else to.losses.add(part.type, at);
      continue;
    }
    const block = encodeText(part, to, at);
    if (block !== null) blocks.push(block);
  }
  if (blocks.length === 0) return;
  const last = to.turns.at(-1);
  if (last === undefined) {
    to.system.push(...blocks);
  } else if (last.role === 'system') {
    last.blocks.push(...blocks);
  } else if (systemMessages && last.role === 'user') {
    to.turns.push({ role: 'system', results: [], blocks, own: {} });
  } else {
    to.losses.add('system_position', path);
    to.system.push(...blocks);
  }
}

function encodeTurn(turn: Turn): JsonObject {
  const content = [...turn.results, ...turn.blocks];
  const [only] = content;
  const short = content.length === 1 && only !== undefined && isPlainBlock(only) ? only.text : undefined;
  return { role: turn.role, content: short ?? content, ...turn.own };
}
