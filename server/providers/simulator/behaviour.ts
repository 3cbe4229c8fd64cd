/**
 * What a simulated model does, as its name says. Names are `simulator`, one of the presets below, or
 * `simulator/` followed by settings: `simulator/latency=200,chunk=20,error=503,error-rate=0.1`.
 *
 * | setting      | value              | meaning                                                              |
 * |--------------|--------------------|----------------------------------------------------------------------|
 * | `latency`    | 0 to 600000        | milliseconds before the answer begins                                |
 * | `chunk`      | 0 to 60000         | milliseconds between the chunks of a stream                          |
 * | `error`      | 400 to 599         | status of the errors it answers with                                 |
 * | `error-rate` | 0 to 1             | share of requests that get the error; 1 where `error` stands alone   |
 * | `retry-after`| 0 to 3600          | seconds, sent with the error                                         |
 * | `words`      | 1 to 10000         | length of the text, instead of a short answer                        |
 * | `reasoning`  | on, off            | thinks aloud before it answers                                       |
 * | `usage`      | on, off            | whether it counts tokens                                             |
 * | `disconnect` | on, off            | breaks off in the middle of the answer                               |
 * | `timeout`    | on, off            | never answers                                                        |
 */
export interface Behaviour {
  latencyMs: number;
  chunkMs: number;
  errorStatus: number;
  /** From 0 to 1; requests fail evenly spread, by counting, not by chance. */
  errorRate: number;
  retryAfterSeconds: number | null;
  words: number | null;
  reasoning: boolean;
  usage: boolean;
  disconnect: boolean;
  timeout: boolean;
}

const plain: Behaviour = {
  latencyMs: 0,
  chunkMs: 0,
  errorStatus: 500,
  errorRate: 0,
  retryAfterSeconds: null,
  words: null,
  reasoning: false,
  usage: true,
  disconnect: false,
  timeout: false,
};

/** Names for the most useful settings. `simulator-error-<status>` stands for any status. */
export const presets: Readonly<Record<string, Behaviour>> = {
  simulator: plain,
  'simulator-slow': { ...plain, latencyMs: 800, chunkMs: 60 },
  'simulator-reasoning': { ...plain, reasoning: true },
  'simulator-flaky': { ...plain, errorStatus: 503, errorRate: 1 / 3 },
  'simulator-timeout': { ...plain, timeout: true },
  'simulator-disconnect': { ...plain, disconnect: true },
  'simulator-no-usage': { ...plain, usage: false },
};

/** A model name that says nothing the simulator understands. */
export class UnknownModelError extends Error {
  override readonly name = 'UnknownModelError';
}

/** In characters; every chunk of a stream repeats the name. */
const longestName = 256;

/** @throws UnknownModelError naming what is wrong and what is expected */
export function behaviourOf(model: string): Behaviour {
  if (model.length > longestName) {
    throw new UnknownModelError(
      `The simulator has no model with a name of ${model.length} characters; expected at most ${longestName}.`,
    );
  }
  const preset = Object.hasOwn(presets, model) ? presets[model] : undefined;
  if (preset) return preset;
  const status = /^simulator-error-(\d{3})$/.exec(model)?.[1];
  if (status !== undefined) return withSettings(`error=${status}`);
  if (model.startsWith('simulator/')) return withSettings(model.slice('simulator/'.length));
  const names = [...Object.keys(presets), 'simulator-error-<status>', 'simulator/<setting>=<value>,…'];
  throw new UnknownModelError(
    `The simulator has no model ${JSON.stringify(model)}; it has ${names.join(', ')}.`,
  );
}

type Setting = (behaviour: Behaviour, value: string) => void;

const settings: Readonly<Record<string, Setting>> = {
  latency: (behaviour, value) => {
    behaviour.latencyMs = number('latency', value, 0, 600_000);
  },
  chunk: (behaviour, value) => {
    behaviour.chunkMs = number('chunk', value, 0, 60_000);
  },
  error: (behaviour, value) => {
    behaviour.errorStatus = number('error', value, 400, 599);
    if (behaviour.errorRate === 0) behaviour.errorRate = 1;
  },
  'error-rate': (behaviour, value) => {
    behaviour.errorRate = number('error-rate', value, 0, 1, false);
  },
  'retry-after': (behaviour, value) => {
    behaviour.retryAfterSeconds = number('retry-after', value, 0, 3600);
  },
  words: (behaviour, value) => {
    behaviour.words = number('words', value, 1, 10_000);
  },
  reasoning: (behaviour, value) => {
    behaviour.reasoning = onOrOff('reasoning', value);
  },
  usage: (behaviour, value) => {
    behaviour.usage = onOrOff('usage', value);
  },
  disconnect: (behaviour, value) => {
    behaviour.disconnect = onOrOff('disconnect', value);
  },
  timeout: (behaviour, value) => {
    behaviour.timeout = onOrOff('timeout', value);
  },
};

function withSettings(text: string): Behaviour {
  const behaviour = { ...plain };
  for (const pair of text.split(',')) {
    const [name = '', value] = pair.split('=');
    const apply = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (!apply || value === undefined) {
      throw new UnknownModelError(
        `${JSON.stringify(pair)} is no setting of the simulator; expected <name>=<value> with one of ${Object.keys(settings).join(', ')}.`,
      );
    }
    apply(behaviour, value);
  }
  return behaviour;
}

function number(name: string, value: string, lowest: number, highest: number, whole = true): number {
  const parsed = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (!(parsed >= lowest && parsed <= highest) || (whole && !Number.isInteger(parsed))) {
    const kind = whole ? 'a whole number' : 'a number';
    throw new UnknownModelError(
      `${name}: expected ${kind} from ${lowest} to ${highest}, found ${JSON.stringify(value)}.`,
    );
  }
  return parsed;
}

function onOrOff(name: string, value: string): boolean {
  if (value === 'on') return true;
  if (value === 'off') return false;
  throw new UnknownModelError(`${name}: expected on or off, found ${JSON.stringify(value)}.`);
}
