import type { Finish } from '../../server/canonical/finish.ts';
import type { Part } from '../../server/canonical/part.ts';
import type { StreamEvent } from '../../server/canonical/stream-event.ts';
import type { Usage } from '../../server/canonical/usage.ts';

/** A streamed answer as a whole one. */
export interface FoldedStream {
  id: string;
  model: string;
  /** By choice. */
  choices: { parts: Part[]; finish: Finish | null }[];
  usage: Usage | null;
  ended: boolean;
}

/**
 * Puts a stream together and throws where it is not well-formed as `StreamEvent` promises: parts numbered in
 * order of their start, started once, ended once, continued in between; one finish; nothing after the end.
 */
export function foldStream(events: readonly StreamEvent[]): FoldedStream {
  const folded: FoldedStream = { id: '', model: '', choices: [], usage: null, ended: false };
  const open = new Map<string, Part>();
  const first = events.find((event) => event.type !== 'ping');
  if (first !== undefined && first.type !== 'response-start' && first.type !== 'error') {
    throw new Error(`the stream starts with ${first.type}`);
  }
  for (const event of events) {
    if (folded.ended) throw new Error(`${event.type} after the end`);
    switch (event.type) {
      case 'response-start':
        Object.assign(folded, { id: event.id, model: event.model });
        break;
      case 'usage':
        folded.usage = event.usage;
        break;
      case 'finish': {
        const choice = choiceOf(folded, event.choice);
        if (choice.finish !== null) throw new Error('a choice finished twice');
        choice.finish = event.finish;
        break;
      }
      case 'response-end':
        folded.ended = true;
        if (open.size > 0) throw new Error(`still open at the end: ${[...open.keys()].join(', ')}`);
        break;
      case 'ping':
        break;
      case 'error':
        throw event.fault;
      default:
        foldPart(folded, open, event);
    }
  }
  return folded;
}

type PartEvent = Extract<StreamEvent, { part: number }>;

function foldPart(folded: FoldedStream, open: Map<string, Part>, event: PartEvent): void {
  const key = `${event.choice}.${event.part}`;
  const choice = choiceOf(folded, event.choice);
  const start = startOf(event);
  if (start !== null) {
    if (event.part !== choice.parts.length) throw new Error(`part ${key} starts out of order`);
    choice.parts.push(start);
    if (event.type.endsWith('-start')) open.set(key, start);
    return;
  }
  const part = open.get(key);
  if (part === undefined) throw new Error(`${event.type} for part ${key}, which is not open`);
  continuePart(part, event);
  if (event.type.endsWith('-end')) open.delete(key);
}

function startOf(event: PartEvent): Part | null {
  switch (event.type) {
    case 'text-start':
      return { type: 'text', text: '' };
    case 'reasoning-start':
      return { type: 'reasoning', text: '', redacted: event.redacted };
    case 'tool-call-start':
      return {
        type: 'tool-call',
        id: event.id,
        name: event.name,
        arguments: '',
        freeText: event.freeText,
        signature: event.signature,
      };
    case 'refusal-start':
      return { type: 'refusal', text: '' };
    case 'media':
      return event.media;
    case 'extension':
      return { type: 'extension', dialect: event.dialect, kind: event.kind, value: event.value };
    default:
      return null;
  }
}

function continuePart(part: Part, event: PartEvent): void {
  if ('text' in event && 'text' in part) part.text += event.text;
  if (event.type === 'tool-call-delta' && part.type === 'tool-call') part.arguments += event.arguments;
  if ('signature' in event && event.signature !== undefined && 'type' in part && part.type !== 'extension') {
    Object.assign(part, { signature: event.signature });
  }
  if (event.type === 'text-end' && part.type === 'text' && event.extensions !== undefined) {
    part.extensions = event.extensions;
  }
}

function choiceOf(folded: FoldedStream, index: number): FoldedStream['choices'][number] {
  while (folded.choices.length <= index) folded.choices.push({ parts: [], finish: null });
  const choice = folded.choices[index];
  if (choice === undefined) throw new Error(`there is no choice ${index}`);
  return choice;
}
