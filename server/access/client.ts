import { clientAddress } from './client-address.ts';

/** The program that sends a request, as far as it can be known. */
export interface Client {
  /** Its network address. */
  address: string;
  /** What it says of itself; null when it says nothing. */
  userAgent: string | null;
}

const LONGEST_USER_AGENT = 300;

export function readClient(headers: Headers): Client {
  return {
    address: clientAddress(headers),
    userAgent: headers.get('user-agent')?.slice(0, LONGEST_USER_AGENT) || null,
  };
}
