import { Fault } from '../../canonical/fault.ts';
import { readBody } from '../fetch/read-body.ts';

/** Longest body of an operation: the largest inputs are lists of some hundred names. */
export const MOST_BODY_BYTES = 1024 * 1024;

/** @throws Fault body_too_large, invalid_request */
export async function readTextBody(request: Request, mostBytes: number): Promise<string> {
  return (await readBody(request, mostBytes)).toString('utf8');
}

/** The body as JSON; undefined when there is none. @throws Fault invalid_json, body_too_large, invalid_request */
export async function readJsonBody(request: Request, mostBytes: number): Promise<unknown> {
  const text = await readTextBody(request, mostBytes);
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new Fault('invalid_json', `The body is not valid JSON: ${reason}`, { cause });
  }
}
