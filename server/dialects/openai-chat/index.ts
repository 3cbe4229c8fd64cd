import type { Dialect, ResponseContext } from '../dialect.ts';
import { withinDepth } from '../shared/within-depth.ts';
import { decodeModelList } from './decode-model-list.ts';
import { decodeRequest } from './decode-request.ts';
import { decodeResponse } from './decode-response.ts';
import { OpenAiChatStreamDecoder } from './decode-stream.ts';
import { encodeRequest } from './encode-request.ts';
import { encodeResponse } from './encode-response.ts';
import { OpenAiChatStreamEncoder } from './encode-stream.ts';
import { readEnvelope } from './envelope.ts';
import { decodeFault, encodeFault } from './fault.ts';
import { relay } from './relay.ts';
import { upstreamPath } from './upstream-path.ts';

/** OpenAI Chat Completions. Source: OpenAI's published OpenAPI description, `/chat/completions`. */
export const openAiChat: Dialect = {
  name: 'openai-chat',
  // The pattern the API quotes where a name does not match it.
  toolName: /^[a-zA-Z0-9_-]{1,64}$/,
  readEnvelope,
  decodeRequest: (request) => withinDepth('invalid_request', () => decodeRequest(request)),
  encodeRequest,
  decodeResponse: (body) => withinDepth('upstream_malformed', () => decodeResponse(body)),
  encodeResponse,
  createStreamDecoder: () => new OpenAiChatStreamDecoder(),
  createStreamEncoder: (context: ResponseContext) => new OpenAiChatStreamEncoder(context),
  decodeFault,
  encodeFault,
  upstreamPath,
  decodeModelList,
  relay,
};
