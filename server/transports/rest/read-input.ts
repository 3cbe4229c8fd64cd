import type { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { MOST_BODY_BYTES, readJsonBody } from './read-body.ts';
import { readQuery } from './read-query.ts';

/**
 * An operation's input, put together from the path, the query and the JSON body.
 * @throws Fault when the body is no JSON object, or a field is given in two places
 */
export async function readInput(
  request: Request,
  query: URLSearchParams,
  schema: z.ZodObject,
  pathFields: Record<string, string>,
): Promise<Record<string, unknown>> {
  const sent = request.method === 'GET' || request.method === 'HEAD' ? undefined : await readJson(request);
  const body = sent === undefined ? {} : sent;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Fault('invalid_request', 'Expected a JSON object as the body');
  }
  const sources = [pathFields, readQuery(query, schema), body];
  const entries = sources.flatMap((source) => Object.entries(source));
  const names = new Set<string>();
  for (const [name] of entries) {
    if (names.has(name)) {
      throw new Fault('invalid_request', `${name}: given in two places`, { path: name });
    }
    names.add(name);
  }
  return Object.fromEntries(entries);
}

async function readJson(request: Request): Promise<unknown> {
  const contentType = request.headers.get('content-type');
  if (contentType && !/^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType)) {
    throw new Fault('unsupported_media_type');
  }
  return readJsonBody(request, MOST_BODY_BYTES);
}
