import type { Dialect, UpstreamOperation } from '../dialect.ts';
import { withinDepth } from '../shared/within-depth.ts';
import { decodeFault } from './decode-fault.ts';
import { decodeModelList } from './decode-model-list.ts';
import { decodeRequest, readEnvelope } from './decode-request.ts';
import { decodeResponse } from './decode-response.ts';
import { createStreamDecoder } from './decode-stream.ts';
import { encodeFault } from './encode-fault.ts';
import { encodeRequest } from './encode-request.ts';
import { encodeResponse } from './encode-response.ts';
import { createStreamEncoder } from './encode-stream.ts';
import { relay } from './relay.ts';

/** Gemini's generateContent and streamGenerateContent (https://ai.google.dev/api/generate-content). */
export const gemini: Dialect = {
  name: 'gemini',
  // What the API says where it refuses a name. Some of Google's pages allow 128 characters, most servers 64.
  toolName: /^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$/,
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

function upstreamPath(operation: UpstreamOperation): string {
  switch (operation.name) {
    case 'generate':
      return operation.stream
        ? `${modelPath(operation.model)}:streamGenerateContent?alt=sse`
        : `${modelPath(operation.model)}:generateContent`;
    case 'count-tokens':
      return `${modelPath(operation.model)}:countTokens`;
    case 'list-models':
      return `/models?pageSize=1000${operation.after ? `&pageToken=${encodeURIComponent(operation.after)}` : ''}`;
  }
}

/** Tuned models live beside the vendor's: `tunedModels/mine`. */
function modelPath(model: string): string {
  const segments = /^(models|tunedModels)\//.test(model) ? model.split('/') : ['models', model];
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}
