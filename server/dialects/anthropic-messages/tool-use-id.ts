import { deriveId } from '../shared/derive-id.ts';

const allowed = /^[a-zA-Z0-9_-]+$/;

/** Anthropic refuses ids with other characters; such a one is replaced, in the call and in its result alike. */
export function toolUseId(id: string): string {
  return allowed.test(id) ? id : deriveId('toolu_', id);
}
