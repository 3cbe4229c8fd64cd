import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { readJsonBody, readTextBody } from '../rest/read-body.ts';
import { checkCallbackUrl } from './check-auth-request.ts';

/** Much more than an address and a password need. */
const MOST_BYTES = 16 * 1024;

const plainFields = z.record(z.string(), z.union([z.string(), z.boolean()]));

/**
 * The fields that next-auth is sent, as a form or as JSON.
 * @throws Fault invalid_json, invalid_request for anything but text and truth values, body_too_large
 */
export async function readAuthForm(request: Request): Promise<URLSearchParams> {
  const contentType = request.headers.get('content-type') ?? '';
  const form = contentType.includes('application/json')
    ? await readJsonFields(request)
    : new URLSearchParams(await readTextBody(request, MOST_BYTES));
  checkCallbackUrl(form.get('callbackUrl') ?? '');
  return form;
}

async function readJsonFields(request: Request): Promise<URLSearchParams> {
  const fields = plainFields.safeParse(await readJsonBody(request, MOST_BYTES));
  if (!fields.success) throw new Fault('invalid_request', 'Expected an object of text fields');
  return new URLSearchParams(Object.entries(fields.data).map(([name, value]) => [name, String(value)]));
}
