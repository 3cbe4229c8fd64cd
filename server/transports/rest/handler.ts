import { readCaller } from '../../access/read-caller.ts';
import { assertSameOrigin } from '../../access/same-origin.ts';
import { Fault } from '../../canonical/fault.ts';
import { createLogger } from '../../platform/logger.ts';
import { invoke } from '../../services/invoke.ts';
import { faultResponse } from './fault-response.ts';
import { openApiDocument } from './openapi.ts';
import { answerOtherMethod } from './other-methods.ts';
import { readInput } from './read-input.ts';
import { type Match, matchRoutes } from './routes.ts';

const REST_PATH = '/api/v1';
const DESCRIPTION_PATH = '/openapi.json';

/**
 * Answers /api/v1: every operation at the method and path it declares, for whoever the session cookie says,
 * and the description of it all at /api/v1/openapi.json. API keys of the gateway open nothing here.
 */
export async function handleRest(request: Request): Promise<Response> {
  const requestId = crypto.randomUUID();
  try {
    const url = new URL(request.url);
    const path = url.pathname.slice(REST_PATH.length);
    // A HEAD is a GET whose body nobody wants.
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const answers = answersAt(path);
    const answer = answers.get(method);
    if (!answer) return answerOtherMethod(request.method, methodsOf(answers), requestId);
    if (answer === 'description') {
      return Response.json(openApiDocument(), { headers: { 'cache-control': 'no-store' } });
    }
    const { operation, fields } = answer;
    if (method !== 'GET') assertSameOrigin(request.headers);
    const caller = { ...(await readCaller(request.headers)), requestId };
    const input = await readInput(request, url.searchParams, operation.input, fields);
    const output = await invoke(operation, caller, input);
    return Response.json(output, {
      status: operation.rest.status ?? 200,
      headers: { 'x-heddle-request-id': requestId, 'cache-control': 'no-store' },
    });
  } catch (error) {
    if (!(error instanceof Fault) || error.status >= 500) {
      createLogger('rest').error({ err: error, requestId, path: request.url }, 'an operation failed');
    }
    return faultResponse(error, requestId);
  }
}

/** What a path answers, by method. Throws `not_found` where that is nothing. */
function answersAt(path: string): Map<string, Match | 'description'> {
  if (path === DESCRIPTION_PATH) return new Map([['GET', 'description']]);
  const matches = matchRoutes(path);
  if (matches.size === 0) throw new Fault('not_found');
  return matches;
}

/** A GET goes with HEAD. */
function methodsOf(answers: ReadonlyMap<string, unknown>): string[] {
  return [...answers.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}
