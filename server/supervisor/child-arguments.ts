// What the supervisor tells a child at its start.

/**
 * Options of Node's own for the gateway's process. Left to itself, V8 lets what requests leave behind grow to 130 MB on a
 * machine of 24 GB before it looks at it. Of a third of that, little survives, and to look more often costs 1 or 2 % of
 * the processor time.
 */
export const GATEWAY_NODE_OPTIONS: readonly string[] = ['--max-semi-space-size=16'];

/** Another gateway process does the deployment's jobs. */
export const WITHOUT_JOBS = '--without-jobs';

const OPTION = '--listen-on=';
/** 0 to 2 are the standard ones, 3 is the channel to the supervisor. */
const FIRST = 4;

/** What a child is told that inherits as many listening sockets. */
export function socketArguments(count: number): string[] {
  if (count === 0) return [];
  return [OPTION + Array.from({ length: count }, (_, index) => FIRST + index).join(',')];
}

/** The descriptors of the listening sockets that this process inherited; none when it has to listen by itself. */
export function inheritedSockets(argv: readonly string[]): number[] {
  const told = argv.find((argument) => argument.startsWith(OPTION));
  return told === undefined ? [] : told.slice(OPTION.length).split(',').map(Number);
}
