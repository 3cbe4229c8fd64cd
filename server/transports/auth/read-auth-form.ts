import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { readJsonBody, readTextBody } from '../rest/read-body.ts';

/** Much more than an address and a password need. */
const MOST_BYTES = 16 * 1024;

const plainFields = z.record(z.string(), z.union([z.string(), z.boolean()]));

/**
 * The fields that next-auth is sent, as a form or as JSON.
 * @throws Fault invalid_json, invalid_request for anything but text and truth values, body_too_large
 */
export async function readAuthForm(request: Request): Promise<URLSearchParams> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!contentType.includes('application/json')) {
    return new URLSearchParams(await readTextBody(request, MOST_BYTES));
  }
  const fields = plainFields.safeParse(await readJsonBody(request, MOST_BYTES));
  if (!fields.success) throw new Fault('invalid_request', 'Expected an object of text fields');
  return new URLSearchParams(Object.entries(fields.data).map(([name, value]) => [name, String(value)]));
}
