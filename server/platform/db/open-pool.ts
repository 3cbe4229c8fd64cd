import pg from 'pg';

/**
 * A pool that outlives its connections, whenever the server ends them.
 * @param onLost told of one that was lost while nobody used it
 */
export function openPool(config: pg.PoolConfig, onLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool(config);
  // Without listeners, a lost connection would end the process.
  pool.on('error', onLost);
  // One that is on its way to whoever waits for it is nobody's for a moment; who uses it hears of the loss all the same.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
