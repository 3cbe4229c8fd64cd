import { deriveId } from './derive-id.ts';

/**
 * The caller's id of its end user as a vendor takes it: the id itself where it fits, else a hash of it. Vendors
 * use it to tell users apart, which the hash, being the same for the same user always, lets them do as well.
 * @param accepted What the vendor takes.
 */
export function opaqueUserId(endUserId: string, accepted: RegExp): string {
  return accepted.test(endUserId) ? endUserId : deriveId('user_', endUserId);
}
