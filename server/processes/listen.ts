import type { Server } from 'node:net';

/** Connections that may wait to be taken up; Linux resets what is over, whoever it is. Its own bound is 4,096. */
const BACKLOG = 4_096;

/** Listens (on every address without `host`), and tells on which port: the one asked for, or one that was free when that is 0. */
export function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return listenTo(server, { port, host });
}

/** Listens on a socket that this process inherited bound, and tells on which port that is. */
export function listenInherited(server: Server, descriptor: number): Promise<number> {
  return listenTo(server, { fd: descriptor });
}

function listenTo(
  server: Server,
  where: { port: number; host: string | undefined } | { fd: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...where, backlog: BACKLOG }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
}
