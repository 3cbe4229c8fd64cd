// What the supervisor tells a child at its start.

/** Options of Node's own for the gateway's process. */
export const GATEWAY_NODE_OPTIONS: readonly string[] = [];

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
