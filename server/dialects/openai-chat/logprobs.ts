import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { TokenLogprob } from '../../canonical/response.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/**
 * Reads `logprobs` of a choice: those of its text, or where there are none, of its refusal. Entries that are not
 * of the format are left out.
 */
export function decodeLogprobs(logprobs: JsonValue | undefined): TokenLogprob[] | undefined {
  if (!isJsonObject(logprobs)) return undefined;
  const list = [logprobs.content, logprobs.refusal].find((each) => Array.isArray(each) && each.length > 0);
  if (!Array.isArray(list)) return undefined;
  const decoded: TokenLogprob[] = [];
  for (const entry of list) {
    const token = decodeToken(entry);
    if (token === undefined || !isJsonObject(entry)) continue;
    const top = Array.isArray(entry.top_logprobs) ? entry.top_logprobs : [];
    decoded.push({ ...token, top: top.map(decodeToken).filter((candidate) => candidate !== undefined) });
  }
  return decoded;
}

export function encodeLogprobs(logprobs: readonly TokenLogprob[]): JsonObject[] {
  return logprobs.map((entry) => ({ ...encodeToken(entry), top_logprobs: entry.top.map(encodeToken) }));
}

type Token = Omit<TokenLogprob, 'top'>;

function decodeToken(entry: JsonValue): Token | undefined {
  if (!isJsonObject(entry) || typeof entry.token !== 'string' || typeof entry.logprob !== 'number') {
    return undefined;
  }
  const token: Token = { token: entry.token, logprob: entry.logprob };
  if (entry.bytes === null) token.bytes = null;
  else if (Array.isArray(entry.bytes)) token.bytes = entry.bytes.filter((byte) => typeof byte === 'number');
  return token;
}

function encodeToken(token: Token): JsonObject {
  return {
    token: token.token,
    logprob: token.logprob,
    bytes: token.bytes === undefined ? [...Buffer.from(token.token, 'utf8')] : token.bytes,
  };
}
