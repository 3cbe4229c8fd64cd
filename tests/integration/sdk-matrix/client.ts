import type { JsonObject } from '../../../server/canonical/json.ts';

/** What the tests ask of an official client; each adapter says it in its own SDK's words and nothing else. */
export interface Client {
  /** Package on npm. */
  name: string;
  text(model: string, question: Question): Promise<Answer>;
  stream(model: string, question: Question): Promise<Answer & { pieces: number }>;
  /**
   * Two turns: the model calls the tool, each call is answered by {@link weatherIn}, the model answers.
   * @param tool Such as {@link weatherTool}. @param streamed Whether the first turn is streamed.
   */
  tools(model: string, prompt: string, tool: WeatherTool, streamed: boolean): Promise<ToolConversation>;
  /** Asks about a PNG, given as base64. */
  image(model: string, prompt: string, png: string): Promise<string>;
  /** The answer's text, parsed. */
  json(model: string, prompt: string, schema: JsonObject): Promise<unknown>;
  /** How the SDK reports the failure of a request that must fail. Rejects when it does not. */
  failure(model: string, prompt: string, streamed: boolean): Promise<Failure>;
  /** Starts a stream, waits for its first words, leaves. */
  abort(model: string, prompt: string): Promise<void>;
}

export interface Question {
  system: string;
  prompt: string;
  /** Where the client still has one; Anthropic's, since its API version 2026-10-21, has not. */
  temperature: number;
}

export interface Answer {
  text: string;
  /** Whether the SDK says that the model came to its natural end. */
  finished: boolean;
  /** Cached tokens within the input. */
  usage: { input: number; cached: number; output: number };
}

export interface ToolConversation {
  calls: { name: string; arguments: unknown }[];
  answer: string;
}

export interface Failure {
  /** Name of the SDK's class. */
  error: string;
  status: number | undefined;
  message: string;
}

export const weatherTool = {
  name: 'get_weather',
  description: 'The weather in a city',
  parameters: {
    type: 'object' as const,
    properties: { city: { type: 'string', description: 'Its name' } },
    required: ['city'],
  },
};

export type WeatherTool = typeof weatherTool;

const degrees: Record<string, string> = { Paris: '18 °C', Rome: '24 °C', 東京: '30 °C' };

/** What the tool answers. */
export function weatherIn(given: unknown): string {
  const city = typeof given === 'object' && given !== null && 'city' in given ? String(given.city) : '';
  return degrees[city] ?? 'unknown';
}

/** The error that `run` fails with. */
export async function failureOf(run: () => Promise<unknown>): Promise<Failure> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
    return { error: error.constructor.name, status, message: error.message };
  }
  throw new Error('The request did not fail.');
}
