// Preloaded into every process of the Heddle under attack (NODE_OPTIONS=--import). In the gateway's it measures how long
// the event loop's turns are, without any help of Heddle's, and tells whoever connects to ATTACK_PROBE_PORT.

import { createServer } from 'node:net';
import { isMainThread } from 'node:worker_threads';

const SAMPLE_MS = 5;

/** What has been seen since it was last asked for. */
export interface Turns {
  /** Processor time that the longest turn took: what others had to wait for, whoever else was using the machine. */
  longestMs: number;
  pid: number;
}

if (isMainThread && process.argv[1]?.endsWith('processes/gateway.ts')) measure();

function measure(): void {
  let longestMs = 0;
  let lastMs = performance.now();
  let lastCpuMs = threadCpuMs();
  setInterval(() => {
    const nowMs = performance.now();
    const cpuMs = threadCpuMs();
    // Between two samples there may have been several turns; the processor time of all is an upper bound of one's.
    longestMs = Math.max(longestMs, Math.min(nowMs - lastMs - SAMPLE_MS, cpuMs - lastCpuMs));
    lastMs = nowMs;
    lastCpuMs = cpuMs;
  }, SAMPLE_MS).unref();
  const server = createServer((socket) => {
    const turns: Turns = { longestMs, pid: process.pid };
    longestMs = 0;
    socket.on('error', () => undefined);
    socket.end(JSON.stringify(turns));
  });
  // A gateway that was killed may still hold the port for a moment when the next one starts.
  server.on('error', () => setTimeout(listen, 50).unref());
  const listen = () => server.listen(Number(process.env.ATTACK_PROBE_PORT), '127.0.0.1');
  listen();
  server.unref();
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
