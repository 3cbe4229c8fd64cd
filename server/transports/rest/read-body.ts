import { Fault } from '../../canonical/fault.ts';

/** Longest body of an operation: the largest inputs are lists of some hundred names. */
export const MOST_BODY_BYTES = 1024 * 1024;

/** @throws Fault body_too_large once there are more bytes; nothing after them is read */
export async function readTextBody(request: Request, mostBytes: number): Promise<string> {
  if (!request.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      throw new Fault('body_too_large', `The body is longer than ${mostBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body as JSON; undefined when there is none. @throws Fault invalid_json, body_too_large */
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
