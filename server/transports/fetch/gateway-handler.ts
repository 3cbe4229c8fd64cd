import { openGateway } from '../../gateway/open-gateway.ts';
import type { Gateway } from '../../gateway/serve.ts';
import { serveFetch } from './serve-fetch.ts';

let opened: Gateway | undefined;

/** This process's gateway, opened when it is first asked for. */
export function openedGateway(): Gateway {
  opened ??= openGateway();
  return opened;
}

/** Answers a request of the gateway's paths by this process's gateway. */
export function handleGateway(request: Request): Promise<Response> {
  return serveFetch(openedGateway(), request);
}
