/** How something that the supervisor keeps running is at present. */
export interface ProcessState {
  state: 'starting' | 'running' | 'restarting';
  /** How often in a row it ended by itself, or did not come up. */
  failures: number;
  /** Moment of the last change, ISO 8601. */
  since: string;
  /** Why it ended the last time, and what it had to say. */
  lastWords?: string;
  /** Moment it is started again, ISO 8601. */
  nextTryAt?: string;
}

/** For people: `starting`, `running`, `restarting (failed 7 times)`. */
export function describeState({ state, failures }: ProcessState): string {
  if (state !== 'restarting') return state;
  return `restarting (failed ${failures === 1 ? 'once' : `${failures} times`})`;
}
