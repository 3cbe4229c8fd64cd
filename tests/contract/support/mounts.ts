import type { Gateway } from '../../../server/gateway/serve.ts';
import { serveFetch } from '../../../server/transports/fetch/serve-fetch.ts';
import { listening } from './gateway-under-test.ts';

/** A gateway behind one of its transports. */
export interface Mounted {
  request(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export interface Mount {
  name: string;
  mount(gateway: Gateway): Promise<Mounted>;
}

/** Every way a gateway can be reached; the contract holds for each of them. */
export const mounts: Mount[] = [
  {
    name: 'node:http',
    async mount(gateway) {
      const server = await listening(gateway);
      return { request: (path, init) => fetch(server.url + path, init), close: server.close };
    },
  },
  {
    name: 'fetch',
    async mount(gateway) {
      return {
        request: (path, init) => serveFetch(gateway, new Request(`http://heddle.test${path}`, init)),
        async close() {},
      };
    },
  },
];
