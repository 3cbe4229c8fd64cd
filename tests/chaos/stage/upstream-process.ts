import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import path from 'node:path';
import { type JournalEntry, readJournal } from '../upstream/journal.ts';
import type { FromUpstream, ToUpstream, UpstreamMode } from '../upstream/upstream-messages.ts';
import { socketsOf } from './sockets.ts';

const ENTRY = path.join(import.meta.dirname, '../upstream/upstream.ts');

/** The provider's process, and its journal. */
export class UpstreamProcess {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #journal: string;

  private constructor(child: ChildProcess, port: number, journal: string) {
    this.#child = child;
    this.port = port;
    this.#journal = journal;
  }

  static async start(directory: string): Promise<UpstreamProcess> {
    const journal = path.join(directory, 'journal.ndjson');
    const child = fork(ENTRY, [journal], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const [{ port }] = (await once(child, 'message')) as [FromUpstream];
    return new UpstreamProcess(child, port, journal);
  }

  setMode(mode: UpstreamMode): void {
    const message: ToUpstream = { type: 'mode', mode };
    this.#child.send(message);
  }

  /** Where the journal ends now; {@link entries} reads from here on. */
  mark(): number {
    return statSync(this.#journal).size;
  }

  entries(since = 0): JournalEntry[] {
    return readJournal(this.#journal, since);
  }

  /** Connections of clients that stand. */
  get openSockets(): number {
    return socketsOf(this.#child.pid ?? 0);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }
}
