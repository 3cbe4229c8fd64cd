import type { Part } from '../../server/canonical/part.ts';
import type { CanonicalResponse, Choice } from '../../server/canonical/response.ts';
import type { StreamEvent } from '../../server/canonical/stream-event.ts';

/** The whole answer a stream amounts to. Throws its fault, and an Error when its order is not well formed. */
export function assembleStream(events: readonly StreamEvent[]): CanonicalResponse {
  const [first] = events;
  if (first?.type === 'error') throw first.fault;
  if (first?.type !== 'response-start') throw new Error(`A stream begins with ${first?.type ?? 'nothing'}.`);
  const { type: _, ...head } = first;
  const response: CanonicalResponse = { ...head, choices: [], usage: null };
  const choices = new Map<number, Choice>();
  const open = new Map<string, Part>();

  const choiceOf = (index: number): Choice => {
    const choice = choices.get(index) ?? { index, parts: [], finish: { unified: 'other', raw: null } };
    choices.set(index, choice);
    return choice;
  };
  const start = (event: { choice: number; part: number }, part: Part) => {
    const { parts } = choiceOf(event.choice);
    if (parts.length !== event.part) throw new Error(`Part ${event.part} comes after ${parts.length} parts.`);
    parts.push(part);
    open.set(`${event.choice}:${event.part}`, part);
  };
  const current = <Type extends Part['type']>(event: { choice: number; part: number }, type: Type) => {
    const part = open.get(`${event.choice}:${event.part}`);
    if (part?.type !== type) throw new Error(`Part ${event.part} is no open ${type}.`);
    return part as Extract<Part, { type: Type }>;
  };
  const end = (event: StreamEvent & { choice: number; part: number }, type: Part['type']) => {
    const { type: _type, choice, part, ...rest } = event;
    Object.assign(current({ choice, part }, type), rest);
    open.delete(`${choice}:${part}`);
  };

  for (const event of events.slice(1)) {
    switch (event.type) {
      case 'text-start':
        start(event, { type: 'text', text: '' });
        break;
      case 'text-delta':
      case 'refusal-delta': {
        current(event, event.type === 'text-delta' ? 'text' : 'refusal').text += event.text;
        if (event.logprobs !== undefined) {
          const choice = choiceOf(event.choice);
          choice.logprobs = [...(choice.logprobs ?? []), ...event.logprobs];
        }
        break;
      }
      case 'text-end':
        end(event, 'text');
        break;
      case 'reasoning-start': {
        const redacted = event.redacted === undefined ? {} : { redacted: event.redacted };
        start(event, { type: 'reasoning', text: '', ...redacted });
        break;
      }
      case 'reasoning-delta':
        current(event, 'reasoning').text += event.text;
        break;
      case 'reasoning-end':
        end(event, 'reasoning');
        break;
      case 'refusal-start':
        start(event, { type: 'refusal', text: '' });
        break;
      case 'refusal-end':
        end(event, 'refusal');
        break;
      case 'tool-call-start': {
        const { type: _type, choice: _choice, part: _part, ...call } = event;
        start(event, { type: 'tool-call', arguments: '', ...call });
        break;
      }
      case 'tool-call-delta':
        current(event, 'tool-call').arguments += event.arguments;
        break;
      case 'tool-call-end':
        end(event, 'tool-call');
        break;
      case 'media':
        start(event, event.media);
        open.delete(`${event.choice}:${event.part}`);
        break;
      case 'extension': {
        const { dialect, kind, value } = event;
        start(event, { type: 'extension', dialect, kind, value });
        open.delete(`${event.choice}:${event.part}`);
        break;
      }
      case 'usage':
        response.usage = event.usage;
        break;
      case 'finish': {
        const { finish, extensions } = event;
        Object.assign(choiceOf(event.choice), { finish }, extensions === undefined ? {} : { extensions });
        break;
      }
      case 'error':
        throw event.fault;
      case 'response-start':
        throw new Error('A stream begins twice.');
      case 'response-end':
      case 'ping':
        break;
    }
  }
  if (open.size > 0) throw new Error('Parts were left open.');
  if (events.at(-1)?.type !== 'response-end') throw new Error('The stream has no end.');
  response.choices = [...choices.values()].sort((one, other) => one.index - other.index);
  return response;
}
