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
 * @param {readonly string[]} hosts every address of this machine when empty. Of several, those that this machine
 *   does not have are passed over, as long as it has one.
 * @returns {Promise<string | null>}
 */
export async function portProblem(port, hosts) {
  let foreign = null;
  for (const host of hosts.length > 0 ? hosts : [undefined]) {
    const code = await failureToListen(port, host);
    if (code === null) continue;
    if (code === 'EADDRINUSE') {
      const next = port === 65_535 ? 3001 : port + 1;
      return `Port ${port} is taken by another program. Choose another: PORT=${next} npm start`;
    }
    if (!host || !NOT_OURS.has(code)) {
      return `Cannot listen on ${host ? `${host}:` : 'port '}${port} (${code}). Choose another: PORT=3001 npm start`;
    }
    foreign ??= { host, code, count: 0 };
    foreign.count += 1;
  }
  if (foreign === null || foreign.count < hosts.length) return null;
  const { host, code } = foreign;
  return `HEDDLE_HOST: found ${JSON.stringify(host)}, expected an address of this machine, such as 127.0.0.1 (${code}).`;
}

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<string | null>} the error's code; of a port that is taken, when it stays so
 */
async function failureToListen(port, host) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const code = await tryToListen(port, host);
    if (code !== 'EADDRINUSE' || Date.now() > deadline) return code;
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
