import { readCaller } from '../../access/read-caller.ts';
import { router } from './router.ts';

/**
 * The operations for pages that are rendered on the server: `await (await serverCaller(headers)).keys.list(…)`.
 * They act for whoever the request's cookies say.
 */
export async function serverCaller(headers: Headers) {
  return router.createCaller({ caller: await readCaller(headers) });
}
