/** Why a connection could not be made or kept, in as many kinds as there are things to look at. */
export type NetworkTrouble =
  | 'host_unknown'
  | 'connection_refused'
  | 'connection_timeout'
  | 'connection_broken'
  | 'certificate_refused'
  | 'not_tls';

const byCode: ReadonlyMap<string, NetworkTrouble> = new Map([
  ['ENOTFOUND', 'host_unknown'],
  ['EAI_AGAIN', 'host_unknown'],
  ['EAI_NODATA', 'host_unknown'],
  ['ECONNREFUSED', 'connection_refused'],
  ['UND_ERR_CONNECT_TIMEOUT', 'connection_timeout'],
  ['ETIMEDOUT', 'connection_timeout'],
  ['EHOSTUNREACH', 'connection_timeout'],
  ['ENETUNREACH', 'connection_timeout'],
  ['UND_ERR_SOCKET', 'connection_broken'],
  ['ECONNRESET', 'connection_broken'],
  ['EPIPE', 'connection_broken'],
  ['EPROTO', 'not_tls'],
]);

/** Of what OpenSSL and Node say about certificates: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificate =
  /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECODE)|CRL|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)/;

/** @returns null for an error that is of no such kind */
export function networkTrouble(error: unknown): NetworkTrouble | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = byCode.get(code);
  if (known) return known;
  if (code.startsWith('ERR_SSL')) return 'not_tls';
  if (certificate.test(code)) return 'certificate_refused';
  // With several addresses tried, each has its error; the first speaks for all.
  if (error instanceof AggregateError) return networkTrouble(error.errors[0]);
  return null;
}
