import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  apiKey,
  gatewayUnderTest,
  listening,
  testSettings,
} from '../../contract/support/gateway-under-test.ts';
import {
  json,
  openAiAnswer,
  openAiStream,
  scriptedUpstream,
} from '../../contract/support/scripted-upstream.ts';

const pieceBytes = 256 * 1024;
const pieces = 120;

describe('a client that reads slower than the upstream writes', () => {
  const opened: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  /** An upstream that writes thirty megabytes as fast as it is let, and a client that asks for them. */
  async function start() {
    let written = 0;
    const upstream = await scriptedUpstream(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.setMaxListeners(0);
      const piece = openAiStream.text('x'.repeat(pieceBytes));
      for (; written < pieces && !response.destroyed; written++) {
        if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end(openAiStream.finish + openAiStream.done);
    });
    const under = gatewayUnderTest({
      channels: [{ provider: 'openai', baseUrl: upstream.url, models: { m: 'm' } }],
      settings: { maxAnswerBytes: 64 * 1024 * 1024, maxWholeAnswerBytes: 64 * 1024 * 1024 },
    });
    const server = await listening(under.gateway);
    opened.push(server.close, upstream.close, () => under.gateway.close(100));
    return { client: pausedClient(server.url, true), under, written: () => written };
  }

  /** Asks, and does not read. */
  function pausedClient(url: string, stream: boolean) {
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    const body = JSON.stringify({ model: 'm', stream, messages: [{ role: 'user', content: 'hi' }] });
    client.pause();
    client.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${apiKey}\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    return client;
  }

  async function untilStill(value: () => number): Promise<number> {
    let before = -1;
    while (before !== value()) {
      before = value();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return before;
  }

  it('slows the upstream down instead of filling the memory, and gets everything in the end', async () => {
    const { client, under, written } = await start();
    expect(await untilStill(written)).toBeLessThan(pieces * 0.8);
    let received = 0;
    let tail = '';
    client.on('data', (bytes: Buffer) => {
      received += bytes.length;
      tail = (tail + bytes.toString('latin1')).slice(-200);
    });
    client.resume();
    await once(client, 'close');
    expect(received).toBeGreaterThan(pieces * pieceBytes);
    expect(tail).toContain('[DONE]');
    expect(under.records).toMatchObject([{ endedBy: 'completed' }]);
  });

  it('and never takes a whole answer holds its room for no longer than a request may last', async () => {
    const length = 30 * 1024 * 1024;
    const upstream = await scriptedUpstream(json(200, { ...openAiAnswer, padding: 'x'.repeat(length) }));
    const under = gatewayUnderTest({
      channels: [{ provider: 'openai', baseUrl: upstream.url, models: { m: 'm' } }],
      settings: {
        maxAnswerBytes: 64 * 1024 * 1024,
        maxWholeAnswerBytes: 64 * 1024 * 1024,
        maxHeldBytes: 192 * 1024 * 1024,
        timeouts: { ...testSettings.timeouts, totalMs: 2_000 },
      },
    });
    const server = await listening(under.gateway);
    opened.push(server.close, upstream.close, () => under.gateway.close(100));
    const client = pausedClient(server.url, false);
    client.on('error', () => undefined);
    await expect.poll(() => under.records).toMatchObject([{ endedBy: 'completed' }]);
    expect(under.gateway.shares.heldBytes).toBeGreaterThan(length);
    await expect.poll(() => under.gateway.shares.heldBytes, { timeout: 4_000 }).toBe(0);
    client.destroy();
  });

  it('and leaves then is accounted for', async () => {
    const { client, under, written } = await start();
    await untilStill(written);
    client.destroy();
    await expect.poll(() => under.records, { timeout: 10_000 }).toMatchObject([{ endedBy: 'client' }]);
  });
});
