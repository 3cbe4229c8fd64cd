import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { isVisitMessage, type VisitMessage, type VisitOrder, type VisitReport } from './visit-messages.ts';

const ENTRY = path.join(import.meta.dirname, 'visitor.ts');

/** Tenants who do nothing but what Heddle is for. */
export class GoodTenants {
  readonly #child: ChildProcess;

  constructor(order: Omit<VisitOrder, 'type'>) {
    this.#child = fork(ENTRY, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#tell({ type: 'visit', ...order });
  }

  /** How it went for them since this was last asked. */
  report(): Promise<VisitReport> {
    return new Promise((resolve, reject) => {
      const onExit = () => reject(new Error('The process of the good tenants ended.'));
      const onMessage = (message: unknown) => {
        if (!isVisitMessage(message, 'visits')) return;
        this.#child.off('exit', onExit);
        this.#child.off('message', onMessage);
        resolve(message);
      };
      this.#child.on('message', onMessage);
      this.#child.once('exit', onExit);
      this.#tell({ type: 'report' });
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  #tell(message: VisitMessage): void {
    this.#child.send(message);
  }
}
