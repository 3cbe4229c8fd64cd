import { deriveId } from '../shared/derive-id.ts';

/** OpenAI refuses longer ids; some servers (vLLM) hand out longer ones. */
const longestId = 40;

/** The id as it may be sent; a call and its results get the same. */
export function wireToolCallId(id: string): string {
  return id.length > longestId ? deriveId('call_', id) : id;
}
