// The scripted upstream: answers at once with the same bytes, streamed or not, in the format the path asks for.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anthropicAnswer, longOpenAiAnswer, openAiAnswer, type ScriptedAnswer } from './answers.ts';
import { tellBench } from './messages.ts';

const streaming = Buffer.from('"stream":true');
const long = Buffer.from('"model":"long"');

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  let answer = request.url?.endsWith('/messages') ? anthropicAnswer : openAiAnswer;
  let wantsStream = false;
  request.on('data', (chunk: Buffer) => {
    wantsStream ||= chunk.includes(streaming);
    if (chunk.includes(long)) answer = longOpenAiAnswer;
  });
  request.on('end', () => {
    if (wantsStream) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      sendEvents(response, answer, 0);
    } else {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': answer.whole.length,
      });
      response.end(answer.whole);
    }
  });
});

/** Each event in a turn of its own, so that they do not travel in one packet. */
function sendEvents(response: ServerResponse, answer: ScriptedAnswer, from: number): void {
  const event = answer.events[from];
  if (event === undefined || response.destroyed) {
    response.end();
    return;
  }
  response.write(event);
  setImmediate(() => sendEvents(response, answer, from + 1));
}

server.listen(0, '127.0.0.1', () => {
  tellBench({ type: 'ready', port: (server.address() as AddressInfo).port });
});
process.on('disconnect', () => process.exit());
