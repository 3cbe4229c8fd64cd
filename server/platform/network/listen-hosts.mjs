// Plain JavaScript: scripts/start.mjs asks this before any package is there, under whatever Node there is.

/** What `localhost` may mean to a client on this machine. A machine without IPv6 has the first one only. */
const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * Addresses the public port is opened on; an empty list stands for every address of this machine. Nobody asked for
 * a server with the embedded database to be reached from elsewhere; containers with a database of their own are
 * useless otherwise.
 * @param {string | undefined} host HEDDLE_HOST, where it is set
 * @param {boolean} hasEmbeddedDatabase
 * @returns {readonly string[]}
 */
export function listenHosts(host, hasEmbeddedDatabase) {
  if (!host) return hasEmbeddedDatabase ? LOOPBACK : [];
  return host.toLowerCase() === 'localhost' ? LOOPBACK : [host];
}

/**
 * Whether programs on this machine alone can connect to these addresses. A name other than localhost may mean
 * anything.
 * @param {readonly string[]} hosts as {@link listenHosts} gives them
 * @returns {boolean}
 */
export function areLoopback(hosts) {
  return hosts.length > 0 && hosts.every((host) => host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host));
}
