/**
 * Members by which formats name a file that the provider has or fetches: their ends, since a search for what begins with
 * a quote stops at every one.
 */
const files = ['file_id"', 'fileUri"', 'file_uri"'];
/** What all of them begin with: one search where, as nearly always, there are none. */
const BEGINNING = 'file';
/** A longer body is bounded by its length to more than most models take; looking through it would cost more than all else. */
const LONGEST_LOOKED_AT = 64 * 1024;

/**
 * Whether a request's body names documents, sounds or films that are not in it, of which nobody here knows how many
 * tokens they have. Pictures by address are no such thing: they have a few hundred, whatever their size.
 */
export function refersToFiles(body: Buffer): boolean {
  if (body.length > LONGEST_LOOKED_AT) return false;
  if (body.includes(BEGINNING) && files.some((name) => body.includes(name))) return true;
  return body.includes('document"') && body.includes('"url"');
}
