/** What the supervisor and the processes it started say to each other. */
export type FromSupervisor =
  /** Finish what is in flight and exit. `replaced`: another process serves in its place, and nobody need notice. */
  | { type: 'stop'; replaced?: boolean }
  /** Are you at work? */
  | { type: 'ping' }
  /** Where the pages are served on the loopback interface (null while they are not), and how their process is. */
  | { type: 'pages'; port: number | null; state: string };

export type ToSupervisor =
  /** Listening, on this port. */
  | { type: 'ready'; port: number }
  /** To a ping. */
  | { type: 'pong' }
  /** The database is as this version needs it; `madeDemo`: it was empty, and now there is the demo. */
  | { type: 'prepared'; madeDemo: boolean }
  /** Heddle cannot start, and `reason` tells a person why. */
  | { type: 'refused'; reason: string };

/** Reads a message of the supervisor; null for anything else. */
export function readFromSupervisor(message: unknown): FromSupervisor | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'ping') return { type: 'ping' };
  if (message.type === 'stop')
    return { type: 'stop', replaced: 'replaced' in message && message.replaced === true };
  if (message.type !== 'pages' || !('port' in message)) return null;
  return {
    type: 'pages',
    port: typeof message.port === 'number' ? message.port : null,
    state: 'state' in message ? String(message.state) : '',
  };
}

/** Reads a message to the supervisor; null for anything else. */
export function readToSupervisor(message: unknown): ToSupervisor | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  switch (message.type) {
    case 'ready':
      return 'port' in message && typeof message.port === 'number'
        ? { type: 'ready', port: message.port }
        : null;
    case 'pong':
      return { type: 'pong' };
    case 'prepared':
      return { type: 'prepared', madeDemo: 'madeDemo' in message && message.madeDemo === true };
    case 'refused':
      return { type: 'refused', reason: 'reason' in message ? String(message.reason) : '' };
    default:
      return null;
  }
}

/** Tells the supervisor something, where there still is one. Resolves when it is on its way. */
export function tellSupervisor(message: ToSupervisor): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, () => resolve());
    else resolve();
  });
}
