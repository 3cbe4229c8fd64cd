import { Fault } from '../../canonical/fault.ts';

/**
 * What a failed connection means, by Node's and undici's error codes. The message tells a channel's owner
 * what to look at; addresses and internals stay in the cause, for the log.
 */
export function faultFromNetwork(error: Error): Fault {
  switch (errorCode(error)) {
    case 'PRIVATE_ADDRESS':
      return new Fault('upstream_address_refused', undefined, { cause: error });
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return new Fault('upstream_unreachable', 'The connection to the provider could not be made in time.', {
        cause: error,
      });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Fault('upstream_unreachable', "The provider's host name could not be resolved.", {
        cause: error,
      });
    case 'ECONNREFUSED':
      return new Fault('upstream_unreachable', 'The provider refused the connection.', { cause: error });
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
    case 'EPIPE':
      return new Fault('upstream_unreachable', 'The provider broke off the connection.', { cause: error });
    default:
      return isParserError(error)
        ? new Fault('upstream_malformed', "The provider's answer is not valid HTTP.", { cause: error })
        : new Fault('upstream_unreachable', undefined, { cause: error });
  }
}

function errorCode(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code;
  // With several addresses tried, each has its error; the first speaks for all.
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return errorCode(error.errors[0]);
  return undefined;
}

function isParserError(error: Error): boolean {
  return error.name === 'HTTPParserError' || errorCode(error) === 'UND_ERR_HEADERS_OVERFLOW';
}
