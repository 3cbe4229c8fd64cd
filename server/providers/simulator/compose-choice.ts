import type { Finish } from '../../canonical/finish.ts';
import type { Simulation } from './plan.ts';
import { argumentPiece, countTokens, tokensOf } from './tokens.ts';

/** One choice of the answer. Each piece is one chunk of a stream. */
export interface ComposedChoice {
  index: number;
  parts: readonly ComposedPart[];
  finish: Finish;
  outputTokens: number;
  reasoningTokens: number;
}

export type ComposedPart =
  | { type: 'reasoning' | 'text'; pieces: readonly string[] }
  | { type: 'tool-call'; id: string; name: string; pieces: readonly string[] };

/** The plan, carried out for one choice. */
export function composeChoice(simulation: Simulation, index: number): ComposedChoice {
  const parts: ComposedPart[] = [];
  let outputTokens = 0;
  let reasoningTokens = 0;
  if (simulation.reasoning !== null) {
    reasoningTokens = countTokens(simulation.reasoning);
    outputTokens += reasoningTokens;
    parts.push({ type: 'reasoning', pieces: tokensOf(simulation.reasoning) });
  }
  if (simulation.calls.length > 0) {
    for (const [at, call] of simulation.calls.entries()) {
      outputTokens += countTokens(call.name) + countTokens(call.arguments);
      const id = `call_simulated_${index}_${at}`;
      parts.push({ type: 'tool-call', id, name: call.name, pieces: cut(call.arguments) });
    }
    return { index, parts, finish: calledTools, outputTokens, reasoningTokens };
  }
  const { pieces, finish } = bounded(textOf(simulation, index), simulation);
  parts.push({ type: 'text', pieces });
  return { index, parts, finish, outputTokens: outputTokens + pieces.length, reasoningTokens };
}

const calledTools: Finish = { unified: 'tool-calls', raw: 'tool_calls' };

function textOf({ text, numbered }: Simulation, index: number): string {
  return numbered && index > 0 ? `${text} (choice ${index + 1})` : text;
}

/** Stop sequences and the token limit, as a model would meet them. */
function bounded(text: string, { stop, maxTokens }: Simulation): { pieces: string[]; finish: Finish } {
  let stopped = text;
  let stopSequence: string | undefined;
  for (const sequence of stop) {
    const at = sequence === '' ? -1 : stopped.indexOf(sequence);
    if (at === -1) continue;
    stopped = stopped.slice(0, at);
    stopSequence = sequence;
  }
  const pieces = tokensOf(stopped);
  if (maxTokens !== null && pieces.length > maxTokens) {
    return { pieces: pieces.slice(0, maxTokens), finish: { unified: 'length', raw: 'length' } };
  }
  const finish: Finish = { unified: 'stop', raw: 'stop' };
  return { pieces, finish: stopSequence === undefined ? finish : { ...finish, stopSequence } };
}

function cut(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += argumentPiece) pieces.push(text.slice(at, at + argumentPiece));
  return pieces;
}
