import { readFromSupervisor } from './messages.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when this process should finish: by a signal, by its parent's word, or because its parent is gone
 * (`orphaned`). A second Ctrl-C ends it on the spot.
 */
export function stopRequest(): Promise<{ orphaned: boolean }> {
  return new Promise((resolve) => {
    let interrupts = 0;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (signal === 'SIGINT' && ++interrupts > 1) process.exit(130);
        resolve({ orphaned: false });
      });
    }
    process.on('message', (message) => {
      if (readFromSupervisor(message)?.type === 'stop') resolve({ orphaned: false });
    });
    process.on('disconnect', () => {
      // Whoever read what this process prints is gone too, which must not end it before its time.
      for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
      resolve({ orphaned: true });
    });
  });
}
