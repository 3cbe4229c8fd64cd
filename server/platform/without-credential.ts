/** Shorter ones (`none`, for a server that needs none) would be found in ordinary words. */
const SHORTEST_SECRET = 8;

/** What an upstream says, without the credential it was sent, which some repeat; of whatever shape that is. */
export function withoutCredential(text: string, credential: string | null): string {
  if (credential === null || credential.length < SHORTEST_SECRET) return text;
  return text.replaceAll(credential, '[redacted]');
}
