import { readFromSupervisor, tellSupervisor } from './messages.ts';

/** Tells the supervisor, whenever it asks, that this process is at work: one whose event loop hangs is ended. */
export function answerPings(): void {
  process.on('message', (message) => {
    if (readFromSupervisor(message)?.type === 'ping') void tellSupervisor({ type: 'pong' });
  });
}
