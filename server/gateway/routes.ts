import type { DialectName } from '../canonical/dialect-name.ts';
import { Fault } from '../canonical/fault.ts';
import { MethodNotAllowed } from '../canonical/method-not-allowed.ts';
import type { CountingDialect } from '../dialects/token-count.ts';
import type { GatewayRequest } from './message.ts';

/**
 * What a request wants, as its method and path say. `dialect` is the format of the request and of every
 * answer to it, errors included; `endpoint` the path's template, as the ledger has it; `path` what the URL
 * says where the format puts it there.
 */
export type Route =
  | { operation: 'generate'; dialect: DialectName; endpoint: string; path?: ModelPath; framing: Framing }
  | { operation: 'count-tokens'; dialect: CountingDialect; endpoint: string; path?: ModelPath }
  | { operation: 'list-models'; dialect: DialectName; endpoint: string }
  | { operation: 'get-model'; dialect: DialectName; endpoint: string; model: string };

interface ModelPath {
  model: string;
  stream: boolean;
}

export type Framing = 'server-sent-events' | 'json-array';

const chatCompletions: Route = {
  operation: 'generate',
  dialect: 'openai-chat',
  endpoint: '/v1/chat/completions',
  framing: 'server-sent-events',
};
const messages: Route = {
  operation: 'generate',
  dialect: 'anthropic-messages',
  endpoint: '/v1/messages',
  framing: 'server-sent-events',
};
const countMessageTokens: Route = {
  operation: 'count-tokens',
  dialect: 'anthropic-messages',
  endpoint: '/v1/messages/count_tokens',
};

/** What can be asked of a model by POST, behind a colon. */
const modelVerbs = ['generateContent', 'streamGenerateContent', 'countTokens'] as const;
type ModelVerb = (typeof modelVerbs)[number];

/** Paths that stand for themselves, all of them POST. */
const fixedRoutes = new Map<string, Route>([
  ['/v1/chat/completions', chatCompletions],
  ['/v1/messages', messages],
  ['/v1/messages/count_tokens', countMessageTokens],
]);

/**
 * The route of a request. Throws `not_found` for a path that is none, {@link MethodNotAllowed} for a wrong
 * method; {@link dialectOfPath} tells in which format to say so.
 */
export function matchRoute(request: GatewayRequest): Route {
  const fixed = fixedRoutes.get(request.path);
  if (fixed) return onlyBy('POST', request.method, fixed);
  const path = request.path.endsWith('/') ? request.path.slice(0, -1) : request.path;
  const fixedWithSlash = fixedRoutes.get(path);
  if (fixedWithSlash) return onlyBy('POST', request.method, fixedWithSlash);

  const models = /^\/(v1|v1beta)\/models(?:\/(.+))?$/.exec(path);
  if (!models) throw new Fault('not_found', `There is nothing at ${JSON.stringify(path.slice(0, 200))}.`);
  const [, version = 'v1', rest] = models;
  if (rest === undefined) {
    const dialect = modelsDialect(request, version);
    return onlyBy('GET', request.method, {
      operation: 'list-models',
      dialect,
      endpoint: `/${version}/models`,
    });
  }
  const name = decodePath(rest);
  const [, model, word] = /^(.+):(\w+)$/.exec(name) ?? [];
  const verb = modelVerbs.find((verb) => verb === word);
  if (model && verb) return onlyBy('POST', request.method, modelAction(version, model, verb, request.query));
  // Names of models have colons too, so this is a verb only where something is to be done.
  if (word && request.method === 'POST') throw unknownVerb(word);
  return onlyBy('GET', request.method, {
    operation: 'get-model',
    dialect: modelsDialect(request, version),
    endpoint: `/${version}/models/{model}`,
    model: name,
  });
}

/** The format whose clients most likely sent a request, for answers to what is no route. */
export function dialectOfPath(request: GatewayRequest): DialectName {
  if (request.path.startsWith('/v1beta') || /:\w+$/.test(request.path)) return 'gemini';
  if (request.path.startsWith('/v1/messages') || request.headers['anthropic-version'] !== undefined) {
    return 'anthropic-messages';
  }
  return 'openai-chat';
}

function unknownVerb(word: string): Fault {
  const verbs = modelVerbs.map((verb) => `:${verb}`).join(', ');
  return new Fault('not_found', `There is no :${word.slice(0, 100)} of a model; expected one of ${verbs}.`);
}

function modelAction(version: string, model: string, verb: ModelVerb, query: string): Route {
  const endpoint = `/${version}/models/{model}:${verb}`;
  const stream = verb === 'streamGenerateContent';
  if (verb === 'countTokens') {
    return { operation: 'count-tokens', dialect: 'gemini', endpoint, path: { model, stream } };
  }
  const events = !stream || new URLSearchParams(query).get('alt') === 'sse';
  return {
    operation: 'generate',
    dialect: 'gemini',
    endpoint,
    path: { model, stream },
    framing: events ? 'server-sent-events' : 'json-array',
  };
}

/** `/v1/models` is the same path for OpenAI's, Anthropic's and (as version v1) Google's clients: headers tell. */
function modelsDialect({ headers, query }: GatewayRequest, version: string): DialectName {
  if (version === 'v1beta') return 'gemini';
  if (headers['anthropic-version'] !== undefined) return 'anthropic-messages';
  if (headers.authorization !== undefined) return 'openai-chat';
  if (headers['x-api-key'] !== undefined) return 'anthropic-messages';
  const google = headers['x-goog-api-key'] !== undefined || new URLSearchParams(query).has('key');
  return google ? 'gemini' : 'openai-chat';
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new Fault('invalid_request', 'The path is not validly percent-encoded.', { cause });
  }
}

function onlyBy(method: 'GET' | 'POST', actual: string, route: Route): Route {
  if (actual === method || (method === 'GET' && actual === 'HEAD')) return route;
  throw new MethodNotAllowed(actual, method === 'GET' ? ['GET', 'HEAD'] : [method], route.endpoint);
}

/** The methods a path takes, for OPTIONS. Throws `not_found`. */
export function allowedMethods(request: GatewayRequest): string {
  try {
    matchRoute({ ...request, method: 'OPTIONS' });
  } catch (error) {
    if (error instanceof MethodNotAllowed) return error.allow;
    throw error;
  }
  return 'OPTIONS';
}
