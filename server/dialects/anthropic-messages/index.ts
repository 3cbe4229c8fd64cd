import type { Dialect, UpstreamOperation } from '../dialect.ts';
import { withinDepth } from '../shared/within-depth.ts';
import { decodeModelList } from './decode-model-list.ts';
import { decodeRequest, readEnvelope } from './decode-request.ts';
import { decodeResponse } from './decode-response.ts';
import { createStreamDecoder } from './decode-stream.ts';
import { encodeRequest } from './encode-request.ts';
import { encodeResponse } from './encode-response.ts';
import { createStreamEncoder } from './encode-stream.ts';
import { decodeFault, encodeFault } from './fault.ts';
import { relay } from './relay.ts';
import { dialectName } from './vocabulary.ts';

/** Anthropic's Messages API, version 2023-06-01. Source: Anthropic's published API description. */
export const anthropicMessages: Dialect = {
  name: dialectName,
  // The pattern the API quotes where a name does not match it.
  toolName: /^[a-zA-Z0-9_-]{1,128}$/,
  readEnvelope,
  decodeRequest: (request) => withinDepth('invalid_request', () => decodeRequest(request)),
  encodeRequest,
  decodeResponse: (body) => withinDepth('upstream_malformed', () => decodeResponse(body)),
  encodeResponse,
  createStreamDecoder,
  createStreamEncoder,
  decodeFault,
  encodeFault,
  upstreamPath,
  decodeModelList,
  relay,
};

/** The base URL ends in `/v1`. */
function upstreamPath(operation: UpstreamOperation): string {
  switch (operation.name) {
    case 'generate':
      return '/messages';
    case 'count-tokens':
      return '/messages/count_tokens';
    case 'list-models':
      return `/models?limit=1000${operation.after ? `&after_id=${encodeURIComponent(operation.after)}` : ''}`;
  }
}
