import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Pace } from './pace.ts';

/** What is said to a request that cannot be read; anything else is a 400. */
const statuses: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no request, or breaks off in one, and closes: as Node would, but of many not all in one turn. */
export function answerBrokenRequests(server: Server, partings: Pace): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket & { _httpMessage?: Answer }) => {
    partings.do('', () => {
      const isBegun = socket._httpMessage?.headersSent === true;
      if (socket.writable && !isBegun) {
        const status = statuses[error.code ?? ''] ?? '400 Bad Request';
        socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
      }
      // Without the error: nobody looks at it, and Node would write out where it came from.
      socket.destroy();
    });
  });
}

/** The answer that is being written to a connection, as Node keeps it there. */
interface Answer {
  headersSent: boolean;
}
