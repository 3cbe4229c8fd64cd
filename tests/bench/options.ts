import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Part, Plan } from './part.ts';
import { parts } from './parts/index.ts';

export interface Options {
  plan: Plan;
  parts: readonly Part[];
  isPinned: boolean;
  /** Undefined: nowhere. */
  profile: string | undefined;
  /** Undefined: nowhere. */
  json: string | undefined;
}

/** Reads the command line; ends this process after telling about it, with `--help` or where it cannot be read. */
export function readOptions(argv: string[]): Options {
  try {
    return parse(argv);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help()}`);
    return process.exit(1);
  }
}

function parse(argv: string[]): Options {
  const { values } = parseArgs({
    args: argv,
    options: {
      help: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
      concurrency: { type: 'string', default: '32' },
      scale: { type: 'string', default: '1' },
      only: { type: 'string' },
      all: { type: 'boolean', default: false },
      'no-pin': { type: 'boolean', default: false },
      profile: { type: 'string' },
      checkout: { type: 'string' },
      json: { type: 'string' },
      ...Object.fromEntries(
        parts.filter(({ onDemand }) => onDemand).map(({ name }) => [name, { type: 'boolean' as const }]),
      ),
    },
  });
  if (values.help) {
    console.log(help());
    process.exit(0);
  }
  const isChosen = ({ name, onDemand }: Part) =>
    !onDemand || values.all || (values as Record<string, unknown>)[name] === true;
  return {
    plan: {
      rounds: positive('rounds', values.rounds),
      seconds: positive('seconds', values.seconds),
      concurrency: positive('concurrency', values.concurrency),
      scale: positive('scale', values.scale),
      checkout: values.checkout === undefined ? undefined : path.resolve(values.checkout),
    },
    parts: values.only === undefined ? parts.filter(isChosen) : named(values.only),
    isPinned: !values['no-pin'],
    profile: values.profile,
    json: values.json,
  };
}

function named(names: string): Part[] {
  return names.split(',').map((name) => {
    const part = parts.find((one) => one.name === name.trim());
    if (part) return part;
    throw new Error(
      `--only: found ${JSON.stringify(name)}, expected some of ${parts.map((one) => one.name).join(', ')}.`,
    );
  });
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new Error(`--${name}: found ${JSON.stringify(text)}, expected a number above 0.`);
}

function help(): string {
  const list = (onDemand: boolean) =>
    parts
      .filter((part) => part.onDemand === onDemand)
      .map(({ name, title }) => `  ${onDemand ? '--' : '  '}${name.padEnd(12)} ${title}`)
      .join('\n');
  return `npm run bench -- [options]

What Heddle costs over a bare pass-through, measured on this machine. Always, in some minutes:
${list(false)}

When asked for (--all: everything):
${list(true)}

  --only a,b       these parts and no others
  --rounds n       interleaved rounds of each comparison (5)
  --seconds n      length of one measurement (1)
  --concurrency n  requests in flight (32)
  --scale n        of the sizes of leak and fleet (1)
  --json file      every figure, for programs
  --checkout dir   the other checkout, of against
  --profile dir    a processor profile of the gateway
  --no-pin         leave it to the system where processes run`;
}
