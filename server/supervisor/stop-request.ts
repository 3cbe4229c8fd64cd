import { readFromSupervisor } from './messages.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Why a process should finish. */
export interface StopRequest {
  /** Its parent is gone. */
  orphaned: boolean;
  /** Another process serves in its place. */
  replaced: boolean;
}

/**
 * Resolves when this process should finish: by a signal, by its parent's word, or because its parent is gone. A second
 * Ctrl-C ends it on the spot.
 */
export function stopRequest(signals: readonly NodeJS.Signals[] = SIGNALS): Promise<StopRequest> {
  return new Promise((resolve) => {
    let interrupts = 0;
    for (const signal of signals) {
      process.on(signal, () => {
        if (signal === 'SIGINT' && ++interrupts > 1) process.exit(130);
        resolve({ orphaned: false, replaced: false });
      });
    }
    process.on('message', (message) => {
      const said = readFromSupervisor(message);
      if (said?.type === 'stop') resolve({ orphaned: false, replaced: said.replaced === true });
    });
    process.on('disconnect', () => {
      // Whoever read what this process prints is gone too, which must not end it before its time.
      for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
      resolve({ orphaned: true, replaced: false });
    });
  });
}
