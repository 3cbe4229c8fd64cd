import type { CanonicalRequest } from '../../canonical/request.ts';
import { estimateBytes } from './estimate-bytes.ts';
import type { Simulation } from './plan.ts';

/** A request asks for more than the simulator gives. Its message names the bound. */
export class BoundError extends Error {
  override readonly name = 'BoundError';
}

/** As OpenAI's API reference for `POST /chat/completions` has it. */
const mostTopLogprobs = 20;
const mostTools = 128;
const mostStopSequences = 4;
/** No vendor names a bound. With one, looking for the sequences takes a known time. */
const longestStopSequence = 256;

/** One answer, in one piece and streamed. Far more than any demonstration or load test needs. */
const mostWholeBytes = 8 * 1024 * 1024;
const mostStreamedBytes = 32 * 1024 * 1024;

/** @throws BoundError where the vendor would refuse, too */
export function checkBounds({ sampling, tools = [] }: CanonicalRequest): void {
  const topLogprobs = sampling.topLogprobs ?? 0;
  if (topLogprobs > mostTopLogprobs) {
    throw new BoundError(`top_logprobs: expected at most ${mostTopLogprobs}, found ${topLogprobs}.`);
  }
  if (tools.length > mostTools) {
    throw new BoundError(`tools: expected at most ${mostTools}, found ${tools.length}.`);
  }
  const stop = sampling.stop ?? [];
  if (stop.length > mostStopSequences) {
    throw new BoundError(`stop: expected at most ${mostStopSequences} sequences, found ${stop.length}.`);
  }
  const longest = Math.max(0, ...stop.map((sequence) => sequence.length));
  if (longest > longestStopSequence) {
    throw new BoundError(`stop: expected sequences of at most ${longestStopSequence} characters.`);
  }
}

/** @throws BoundError where choices, log probabilities and length together come to too much */
export function checkSize(simulation: Simulation): void {
  if (isSmall(simulation)) return;
  const bytes = estimateBytes(simulation);
  const most = simulation.stream ? mostStreamedBytes : mostWholeBytes;
  if (bytes <= most) return;
  throw new BoundError(
    `The answer would have about ${bytes} bytes; the simulator gives at most ${most}${
      simulation.stream ? '' : `, or ${mostStreamedBytes} as a stream`
    }. Ask for fewer choices (n), fewer top_logprobs or fewer words.`,
  );
}

/** Ordinary answers are not estimated: a character comes to 500 bytes at most, as a chunk of its own. */
function isSmall({ choices, text, calls, topLogprobs, stream }: Simulation): boolean {
  const most = stream ? mostStreamedBytes : mostWholeBytes;
  return calls.length === 0 && topLogprobs === null && choices * (text.length + 100) * 500 < most;
}
