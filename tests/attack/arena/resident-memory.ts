import { readFile } from 'node:fs/promises';

const SAMPLE_MS = 100;

/** The most memory a process held while it was watched, in bytes. */
export class MemoryWatch {
  #peakBytes = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(pid: () => number | undefined) {
    const sample = async () => {
      const bytes = await residentBytes(pid());
      if (bytes > this.#peakBytes) this.#peakBytes = bytes;
    };
    void sample();
    this.#timer = setInterval(sample, SAMPLE_MS);
  }

  stop(): number {
    clearInterval(this.#timer);
    return this.#peakBytes;
  }
}

/** 0 when there is no such process. */
async function residentBytes(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}
