import type { JsonObject } from '../../canonical/json.ts';
import { ownMember } from './json-reader.ts';

/** More than is recorded, so that a credential in its place is seen whole. */
const most = 1_024;

/** The caller's id of its end user in a member. What is no text is the vendor's to judge, not the ledger's. */
export function endUserIn(object: JsonObject, member: string): string | undefined {
  const value = ownMember(object, member);
  return typeof value === 'string' && value !== '' ? value.slice(0, most) : undefined;
}
