import { openGateway } from '../../gateway/open-gateway.ts';
import type { Gateway } from '../../gateway/serve.ts';
import { serveFetch } from './serve-fetch.ts';

let opened: Gateway | undefined;

/** Answers a request of the gateway's paths by this process's gateway, opened on the first one. */
export function handleGateway(request: Request): Promise<Response> {
  opened ??= openGateway();
  return serveFetch(opened, request);
}
