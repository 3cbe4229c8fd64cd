import { afterAll, describe, expect, it } from 'vitest';
import type { DialectName } from '../../../../server/canonical/dialect-name.ts';
import type { AnswerStream, Bridge } from '../../../../server/gateway/bridge/bridge.ts';
import { ParsedRequest } from '../../../../server/gateway/request/parsed-request.ts';
import type { BridgeTarget } from '../../../../server/gateway/request/request-reader.ts';
import type { RequestSource } from '../../../../server/gateway/request/request-source.ts';
import { countTextTokens } from '../../../../server/gateway/settlement/count-text-tokens.ts';
import { codecThreadUrl } from '../../../../server/gateway/worker/codec-thread-url.ts';
import { CodecWorker } from '../../../../server/gateway/worker/codec-worker.ts';
import { RemoteRequest } from '../../../../server/gateway/worker/remote-request.ts';
import { shareBytes } from '../../../../server/gateway/worker/share-bytes.ts';
import { makeLogger } from '../../../../server/platform/logger.ts';
import { wireCases } from '../../../support/wire-cases.ts';

const codecs = new CodecWorker({
  logger: makeLogger('silent', { write: () => undefined }),
  startMs: 60_000,
  taskMs: 60_000,
  mostWaiting: 1_000,
  idleMs: 60_000,
  heapMegabytes: 256,
  entry: codecThreadUrl,
});
afterAll(() => codecs.close());

const names: DialectName[] = ['openai-chat', 'anthropic-messages', 'gemini'];
const pairs = names.flatMap((client) => names.map((upstream) => ({ client, upstream })));

function sourcesOf(dialect: DialectName): { name: string; source: RequestSource }[] {
  return wireCases(dialect, 'request').map(({ name, body }) => {
    const model =
      dialect === 'gemini' || body === null || typeof body !== 'object' ? body : { model: 'm', ...body };
    const path = dialect === 'gemini' ? { model: 'm', stream: false } : null;
    return { name, source: { bytes: Buffer.from(JSON.stringify(model)), dialect, counting: null, path } };
  });
}

function targetOf(dialect: DialectName): BridgeTarget {
  return {
    dialect,
    model: 'upstream-name',
    quirks: {},
    framing: 'server-sent-events',
    requestId: '01939f3e-0000-7000-8000-000000000001',
    createdAtSeconds: 1_764_000_000,
  };
}

let keys = 0;

function nextKey(): string {
  keys++;
  return `request ${keys}`;
}

/** What is thrown, where something is. */
async function outcome<Result>(run: () => Result | Promise<Result>): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    const { code, message, status, path } = error as Record<string, unknown>;
    return { code, message, status, path };
  }
}

function streamed(stream: AnswerStream, bytes: Buffer) {
  const shown = [stream.push(bytes), stream.end()];
  const reading = stream.reading();
  const { model, usage, finish, complete } = reading;
  return {
    shown: shown.join(''),
    losses: stream.losses,
    model,
    usage,
    finish,
    complete,
    text: reading.text(),
  };
}

describe.each(pairs)(
  'a request read in another thread, from $client to $upstream',
  ({ client, upstream }) => {
    const answers = wireCases(upstream, 'response').map(({ body }) => Buffer.from(JSON.stringify(body)));
    const streams = wireCases(upstream, 'response-streaming').map(({ body }) => {
      const events = Array.isArray(body) ? body : [];
      return Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
    });

    it('is, byte for byte, what it is in this one, and so are its answers', { timeout: 60_000 }, async () => {
      const sources = sourcesOf(client);
      expect(sources.length).toBeGreaterThan(0);
      for (const [index, { name, source }] of sources.entries()) {
        const target = targetOf(upstream);
        const here = await outcome(() => new ParsedRequest(source));
        const there = await outcome(() => RemoteRequest.read(codecs, { tenantId: 'a' }, nextKey(), source));
        if (!(here instanceof ParsedRequest) || !(there instanceof RemoteRequest)) {
          expect(there, name).toEqual(here);
          continue;
        }
        expect(there.envelope, name).toEqual(here.envelope);
        const local = (await outcome(() => here.bridgeTo(target))) as Bridge;
        const remote = (await outcome(() => there.bridgeTo(target))) as Bridge;
        if (!('body' in local)) {
          expect(remote, name).toEqual(local);
          continue;
        }
        expect(remote.body.equals(local.body), name).toBe(true);
        expect(remote.losses, name).toEqual(local.losses);
        // One of them for each request, and each of them once: the way back depends on the request in few points.
        const most = Math.max(sources.length, streams.length);
        for (let at = index; at < most; at += sources.length) {
          const bytes = streams[at % streams.length];
          if (bytes === undefined) continue;
          expect(streamed(remote.createStream(), bytes), name).toEqual(streamed(local.createStream(), bytes));
        }
        const answer = answers[index % Math.max(1, answers.length)];
        if (answer) await compareAnswer(name, local, remote, answer);
        there.release();
      }
    });
  },
);

async function compareAnswer(name: string, local: Bridge, remote: Bridge, answer: Buffer): Promise<void> {
  const here = await outcome(() => {
    const { bytes, losses, reading } = local.readWhole(answer);
    const { model, usage, finish, complete } = reading;
    return {
      shown: bytes.toString('utf8'),
      losses,
      reading: { model, usage, finish, complete, text: reading.text() },
    };
  });
  const bytes = await shareBytes(answer);
  const there = await outcome(async () => {
    const read = await codecs.do('read-answer', { recipe: remote.recipe(), bytes }, { tenantId: 'a' });
    return {
      shown: Buffer.from(read.bytes ?? bytes).toString('utf8'),
      losses: read.losses,
      reading: read.reading,
    };
  });
  expect(there, name).toEqual(here);
}

describe('a request read in another thread', () => {
  const body = JSON.stringify({
    model: 'm',
    messages: [{ role: 'user', content: 'Count these few words.' }],
  });
  const source: RequestSource = {
    bytes: Buffer.from(body),
    dialect: 'openai-chat',
    counting: null,
    path: null,
  };

  it('has as many tokens', async () => {
    const remote = await RemoteRequest.read(codecs, { tenantId: 'a' }, 'tokens', source);
    expect(await remote.countTokens()).toBe(await new ParsedRequest(source).countTokens(countTextTokens));
  });

  it('can be asked for again when the thread has forgotten it', async () => {
    const remote = await RemoteRequest.read(codecs, { tenantId: 'a' }, 'forgotten', source);
    codecs.forget('forgotten');
    const bridge = await remote.bridgeTo(targetOf('gemini'));
    expect(bridge.body.equals(new ParsedRequest(source).bridgeTo(targetOf('gemini')).body)).toBe(true);
  });

  it('is refused in the same words', async () => {
    for (const text of ['', '{', '[]', '{"model":7}', '{"model":"m","n":0}', `{"model":${'['.repeat(200)}`]) {
      const wrong = { ...source, bytes: Buffer.from(text) };
      const there = await outcome(() => RemoteRequest.read(codecs, { tenantId: 'a' }, text, wrong));
      expect(there).toHaveProperty('code');
      expect(there, text).toEqual(await outcome(() => new ParsedRequest(wrong)));
    }
  });
});
