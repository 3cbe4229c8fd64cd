import type { Simulation } from './plan.ts';
import { argumentPiece, tokensOf } from './tokens.ts';

/** What stands around one piece of a stream, without the model's name; and around an alternative to a token. */
const chunkBytes = 240;
const alternativeBytes = 70;
/** Each byte of a token is said as a number, too. */
const bytesPerByte = 4;

/** What the answer comes to, a little more rather than less. */
export function estimateBytes(simulation: Simulation): number {
  const { model, choices, reasoning, calls, stream, topLogprobs } = simulation;
  let pieces = reasoning === null ? 0 : tokensOf(reasoning).length;
  let bytes = reasoning === null ? 0 : jsonBytes(reasoning);
  for (const call of calls) {
    pieces += 2 + call.arguments.length / argumentPiece;
    bytes += alternativeBytes + jsonBytes(call.name) + jsonBytes(call.arguments);
  }
  if (calls.length === 0) {
    const text = spokenText(simulation);
    const tokens = tokensOf(text).length;
    const textBytes = jsonBytes(text);
    pieces += tokens;
    bytes += textBytes;
    if (topLogprobs !== null) {
      bytes += (topLogprobs + 1) * (tokens * alternativeBytes + textBytes * (1 + bytesPerByte));
    }
  }
  if (stream) bytes += pieces * (chunkBytes + model.length);
  return Math.ceil(choices * bytes);
}

/** As far as the token limit lets it come. */
function spokenText({ text, maxTokens }: Simulation): string {
  return maxTokens === null ? text : tokensOf(text).slice(0, maxTokens).join('');
}

function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
