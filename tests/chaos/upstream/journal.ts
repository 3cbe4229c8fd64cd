import { openSync, readFileSync, writeSync } from 'node:fs';

/** One line of the journal. Times in milliseconds since 1970. */
export type JournalLine =
  /** A request has come, whole. */
  | {
      event: 'received';
      exchange: number;
      id: string;
      model: string;
      stream: boolean;
      bytes: number;
      atMs: number;
    }
  /** It is over: said to the end, or broken off. */
  | { event: 'closed'; exchange: number; tokens: number; finished: boolean; status: number; atMs: number };

/** One exchange with the upstream, as the upstream itself knows it. */
export interface JournalEntry {
  /** What the client called its request. */
  id: string;
  model: string;
  stream: boolean;
  receivedAtMs: number;
  /** Null while it is open. */
  closedAtMs: number | null;
  /** Tokens generated, and written to the socket. */
  tokens: number;
  /** The answer was written to its end. */
  finished: boolean;
  status: number;
}

/** Appends to a file, line by line; what was appended outlives the process. */
export class Journal {
  readonly #descriptor: number;

  constructor(file: string) {
    this.#descriptor = openSync(file, 'a');
  }

  append(line: JournalLine): void {
    writeSync(this.#descriptor, `${JSON.stringify(line)}\n`);
  }
}

/** @param fromByte where to begin, so that a check reads what came during it alone */
export function readJournal(file: string, fromByte = 0): JournalEntry[] {
  const entries = new Map<number, JournalEntry>();
  for (const text of readFileSync(file).subarray(fromByte).toString('utf8').split('\n')) {
    if (text === '') continue;
    const line = JSON.parse(text) as JournalLine;
    if (line.event === 'received') {
      const { id, model, stream, atMs } = line;
      const unknown = { closedAtMs: null, tokens: 0, finished: false, status: 0 };
      entries.set(line.exchange, { id, model, stream, receivedAtMs: atMs, ...unknown });
    } else {
      const entry = entries.get(line.exchange);
      if (!entry) continue;
      Object.assign(entry, {
        closedAtMs: line.atMs,
        tokens: line.tokens,
        finished: line.finished,
        status: line.status,
      });
    }
  }
  return [...entries.values()];
}
