// Plain JavaScript: scripts/start.mjs asks this before any package is there, under whatever Node there is.

import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A gateway that is just shutting down may hold the port for a moment longer. */
const PATIENCE_MS = 1_500;
const RETRY_MS = 150;

/** Codes that speak of the address, whatever the port. */
const NOT_OURS = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT']);

/**
 * Why this process cannot listen on a port, and what to do about it; null when it can.
 * @param {number} port
 * @param {string} [host] every address without
 * @returns {Promise<string | null>}
 */
export async function portProblem(port, host) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const code = await tryToListen(port, host);
    if (code === null) return null;
    if (host && NOT_OURS.has(code)) {
      return `HEDDLE_HOST: found ${JSON.stringify(host)}, expected an address of this machine, such as 127.0.0.1 (${code}).`;
    }
    if (code !== 'EADDRINUSE') {
      return `Cannot listen on ${host ? `${host}:` : 'port '}${port} (${code}). Choose another: PORT=3001 npm start`;
    }
    if (Date.now() > deadline) {
      const next = port === 65_535 ? 3001 : port + 1;
      return `Port ${port} is taken by another program. Choose another: PORT=${next} npm start`;
    }
    await delay(RETRY_MS);
  }
}

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<string | null>} the error's code
 */
function tryToListen(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}
