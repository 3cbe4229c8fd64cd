import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  apiKey,
  apiKeyOf,
  type GatewayUnderTest,
  gatewayUnderTest,
  listening,
  listeningServer,
  testSettings,
} from '../../contract/support/gateway-under-test.ts';
import { openAiAnswer } from '../../contract/support/scripted-upstream.ts';

const MEBIBYTE = 1024 * 1024;
const messages = [{ role: 'user', content: 'Good morning' }];

let under: GatewayUnderTest;
let url: string;
let closing: (() => Promise<void>)[];
let leaving: AbortController;

/** An upstream that takes every request: those for the model `silent` it never answers. */
beforeEach(async () => {
  const upstream = await listeningServer(
    createServer((request, response) => {
      request.resume();
      if (request.url?.startsWith('/silent')) return;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(openAiAnswer));
    }),
  );
  under = gatewayUnderTest({
    channels: [
      { provider: 'openai', baseUrl: `${upstream.url}/silent`, models: { silent: 'm' } },
      { provider: 'openai', baseUrl: `${upstream.url}/good`, models: { m: 'm' } },
    ],
    otherTenants: 3,
    settings: {
      maxBodyBytes: 34 * MEBIBYTE,
      maxHeldBytes: 192 * MEBIBYTE,
      retry: { ...testSettings.retry, rounds: 1 },
      timeouts: { ...testSettings.timeouts, totalMs: 60_000, firstByteMs: 60_000 },
    },
  });
  const gateway = await listening(under.gateway);
  url = `${gateway.url}/v1/chat/completions`;
  leaving = new AbortController();
  closing = [gateway.close, upstream.close, () => under.gateway.close(100)];
});
afterEach(async () => {
  leaving.abort();
  for (const close of closing) await close();
});

/** What one request of the hostile tenant comes to: its status, or 0 when it was still waiting in the end. */
async function attack(body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<number> {
  try {
    const { signal } = leaving;
    const authorization = `Bearer ${apiKey}`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', ...headers },
      body,
      signal,
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/** Other tenants ask: `count` requests of so many bytes one after the other. @returns statuses and times */
async function askAsOthers(count: number, bytes: number) {
  const body = JSON.stringify({ model: 'm', messages, padding: 'x'.repeat(bytes) });
  const statuses: number[] = [];
  const times: number[] = [];
  for (let asked = 0; asked < count; asked++) {
    const startedAt = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKeyOf(1 + (asked % 3))}`,
        'content-type': 'application/json',
      },
      body,
    });
    await response.arrayBuffer();
    statuses.push(response.status);
    times.push(performance.now() - startedAt);
  }
  return { statuses: new Set(statuses), slowestMs: Math.max(...times) };
}

const silentRequest = (bytes: number, stream = false) =>
  Buffer.from(JSON.stringify({ model: 'silent', stream, messages, padding: 'x'.repeat(bytes) }));

describe('one tenant', () => {
  it('whose twenty requests of 32 KB each become 33 MB has a share of the memory, and others theirs', async () => {
    const bomb = gzipSync(silentRequest(33_000_000));
    expect(bomb.length).toBeLessThan(40_000);
    const before = process.memoryUsage().rss;
    const attacks = Array.from({ length: 20 }, () => attack(bomb, { 'content-encoding': 'gzip' }));
    let highest = 0;
    const watch = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().rss);
    }, 20);
    const others = await askAsOthers(40, 100_000);
    // All that are not refused wait on the upstream by now.
    await expect.poll(() => under.records.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(56);
    const later = await askAsOthers(40, 100_000);
    clearInterval(watch);
    expect([...others.statuses, ...later.statuses]).toEqual([200, 200]);
    // 2.1 GB when nothing bounds them.
    expect((highest - before) / MEBIBYTE).toBeLessThan(600);
    expect(under.gateway.shares.heldBytes).toBeLessThan(160 * MEBIBYTE);
    leaving.abort();
    const statuses = await Promise.all(attacks);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(16);
    expect(new Set(statuses)).toEqual(new Set([0, 429]));
    await expect.poll(() => under.gateway.shares.heldBytes, { timeout: 5_000 }).toBe(0);
  });

  it('whose requests of 33 MB wait on a silent upstream leaves others theirs of 100 KB', async () => {
    const body = silentRequest(33_000_000);
    const attacks = Array.from({ length: 16 }, () => attack(body));
    await expect
      .poll(() => under.gateway.shares.heldBytes, { timeout: 10_000 })
      .toBeGreaterThan(60 * MEBIBYTE);
    // Attackers share this process, and making their bodies holds its loop up for a while.
    await expect
      .poll(() => under.gateway.state().eventLoop.shedding, { timeout: 10_000, interval: 1_100 })
      .toBe('nobody');
    const others = await askAsOthers(40, 100_000);
    expect([...others.statuses]).toEqual([200]);
    leaving.abort();
    expect(new Set(await Promise.all(attacks))).toEqual(new Set([0, 429]));
    await expect.poll(() => under.gateway.shares.heldBytes, { timeout: 5_000 }).toBe(0);
  });

  it('that waits on an origin with all requests it can leaves others connections to it', async () => {
    const attacks = Array.from({ length: 150 }, () => attack(silentRequest(10, true)));
    await expect.poll(() => under.records.length, { timeout: 10_000 }).toBeGreaterThan(90);
    const others = await askAsOthers(60, 100);
    expect([...others.statuses]).toEqual([200]);
    expect(others.slowestMs).toBeLessThan(1_000);
    leaving.abort();
    const statuses = await Promise.all(attacks);
    // 64 connections to the origin: one key alone gets about three quarters of them.
    expect(statuses.filter((status) => status === 0).length).toBeLessThan(52);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(97);
    expect(under.records.some(({ errorCode }) => errorCode === 'upstream_busy')).toBe(true);
  });
});
