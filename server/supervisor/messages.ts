/** What the supervisor and the processes it started say to each other. */
export type FromSupervisor =
  /** Finish what is in flight and exit. */
  | { type: 'stop' }
  /** Where the pages are served on the loopback interface; null while they are not. */
  | { type: 'pages'; port: number | null };

export type ToSupervisor =
  /** Listening, on this port. */
  { type: 'ready'; port: number };

/** Reads a message of the supervisor; null for anything else. */
export function readFromSupervisor(message: unknown): FromSupervisor | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'stop') return { type: 'stop' };
  if (message.type !== 'pages' || !('port' in message)) return null;
  return { type: 'pages', port: typeof message.port === 'number' ? message.port : null };
}

/** Reads a message to the supervisor; null for anything else. */
export function readToSupervisor(message: unknown): ToSupervisor | null {
  if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'ready')
    return null;
  return 'port' in message && typeof message.port === 'number' ? { type: 'ready', port: message.port } : null;
}
