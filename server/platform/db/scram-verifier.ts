import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** Postgres's own count (scram_iterations); passwords here are random, so that more would not help. */
const ITERATIONS = 4096;
const KEY_BYTES = 32;

/**
 * What Postgres keeps of a password under SCRAM-SHA-256 (RFC 5803), for ALTER ROLE … PASSWORD: the password itself
 * is neither sent nor can it turn up in a server's log.
 * @param password of ASCII characters, which SASLprep leaves as they are
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  const serverKey = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
