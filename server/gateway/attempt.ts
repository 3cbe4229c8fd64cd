import { Fault } from '../canonical/fault.ts';
import { lossNames } from '../canonical/loss.ts';
import type { WireHeaders } from '../dialects/dialect.ts';
import { dialects } from '../dialects/index.ts';
import { withoutCredential } from '../platform/without-credential.ts';
import type { Attempt } from '../store/ledger.ts';
import { mostOutputTokens } from '../store/models/most-output-tokens.ts';
import { Abandoned, nothingRead } from './abandoned.ts';
import { asFault } from './as-fault.ts';
import type { Bridge, WholeAnswer } from './bridge/bridge.ts';
import { PacedStream } from './bridge/paced-stream.ts';
import type { Exchange } from './exchange.ts';
import type { Candidate } from './plan.ts';
import type { Holding } from './shares/holding.ts';
import type { UpstreamAnswer, UpstreamBody } from './upstream/upstream.ts';
import type { Upstreams } from './upstream/upstreams.ts';
import { isHeavy } from './worker/heavy.ts';
import { readAnswer } from './worker/read-answer.ts';

/** An answer that has begun: nothing can take the place of it any more. */
export interface OpenedAnswer {
  candidate: Candidate;
  upstream: UpstreamAnswer;
  /** From the request's coming to the first byte of this answer. */
  firstByteMs: number;
  content: { whole: WholeAnswer } | OpenedStream;
}

export interface OpenedStream {
  whole?: undefined;
  stream: PacedStream;
  /** What the first chunks amounted to. */
  first: Buffer | null;
  /** The upstream has no more. */
  ended: boolean;
  body: UpstreamBody;
}

/** Longest part of an upstream's error that is looked at. */
export const maxErrorBytes = 64 * 1024;

/**
 * One try at one channel: sends the request and waits until the answer has begun for certain, which for a
 * stream means its first bytes for the client. Throws a {@link Fault} when there is to be no answer:
 * {@link Abandoned} where that is the client's doing and the provider was at work.
 */
export async function attempt(
  exchange: Exchange,
  candidate: Candidate,
  upstreams: Upstreams,
  record: Attempt,
): Promise<OpenedAnswer> {
  const turn = exchange.turn();
  if (turn) await turn;
  const built = exchange.work('bridge', () => bridgeTo(exchange, candidate));
  const bridge = built instanceof Promise ? await built : built;
  exchange.losses.clear();
  exchange.losses.addAll(bridge.losses);
  if (exchange.strict && bridge.losses.length > 0) throw refusalOf(bridge, candidate);
  const stream = exchange.envelope?.stream === true;
  const path = dialects[candidate.provider.dialect].upstreamPath({
    name: 'generate',
    model: candidate.upstreamModel,
    stream,
  });
  const answer = stream ? new PacedStream(exchange, bridge.createStream()) : null;
  const progress = { sent: false };
  // Relayed as it came, it is the client's own.
  const madeBytes = bridge.body.buffer === exchange.bytes.buffer ? 0 : bridge.body.length;
  exchange.holding.take(madeBytes);
  try {
    const upstream = await upstreams.send(candidate, path, bridge.body, exchange, {
      atOnce: !stream,
      onSent: () => {
        progress.sent = true;
      },
    });
    record.status = upstream.status;
    await checkStatus(exchange, candidate, upstream);
    return answer
      ? await openStream(exchange, candidate, upstream, answer)
      : await openWhole(exchange, candidate, upstream, bridge);
  } catch (error) {
    const atWork = record.status === null ? progress.sent && !stream : isSuccess(record.status);
    if (!atWork || asFault(error).code !== 'client_closed') throw error;
    throw new Abandoned(candidate, answer?.reading() ?? nothingRead);
  } finally {
    // It has been sent by now, or nobody wants it any more.
    exchange.holding.give(madeBytes);
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function bridgeTo(
  { reader, route, id, receivedAtMs, admitted }: Exchange,
  candidate: Candidate,
): Bridge | Promise<Bridge> {
  const { provider, upstreamModel } = candidate;
  if (!reader || route?.operation !== 'generate') throw new Fault('invalid_request');
  const cap = admitted?.outputCap ?? null;
  return reader.bridgeTo({
    // A model refuses a bound above its own maximum.
    ...(cap !== null && { outputCap: Math.min(cap, mostOutputTokens(provider, upstreamModel)) }),
    dialect: provider.dialect,
    model: upstreamModel,
    quirks: provider.quirks,
    framing: route.framing,
    requestId: id,
    createdAtSeconds: Math.floor(receivedAtMs / 1000),
  });
}

function refusalOf(bridge: Bridge, { channel }: Candidate): Fault {
  const [first] = bridge.losses;
  const names = lossNames(bridge.losses, ({ name, path }) => path ?? name).join(', ');
  return new Fault(
    'unsupported_by_target',
    `x-heddle-strict: the channel ${JSON.stringify(channel.name)} cannot express ${names}.`,
    { path: first?.path ?? first?.name },
  );
}

async function checkStatus(
  exchange: Exchange,
  candidate: Candidate,
  upstream: UpstreamAnswer,
): Promise<void> {
  const { status, headers, body } = upstream;
  if (isSuccess(status)) {
    const encoding = headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') return;
    body.cancel();
    throw new Fault('upstream_malformed', 'The provider compressed its answer though asked not to.');
  }
  if (status >= 300 && status < 400) {
    body.cancel();
    throw new Fault('upstream_error', 'The provider answered with a redirect, which is not followed.', {
      upstream: { status },
    });
  }
  const said = await body.readAll().catch((error: unknown) => {
    if (exchange.cancellation.reason) throw error;
    // The status and its headers stand, even where the words behind them broke off.
    return Buffer.alloc(0);
  });
  const fault = faultOf(candidate, status, said, headers);
  // Gives back the room for what was said.
  body.cancel();
  throw fault;
}

function faultOf(
  { channel, provider }: Candidate,
  status: number,
  said: Buffer,
  headers: WireHeaders,
): Fault {
  const text = said.subarray(0, maxErrorBytes).toString('utf8');
  return dialects[provider.dialect].decodeFault(status, withoutCredential(text, channel.credential), headers);
}

/** What it means that a provider answers with JSON where a stream was asked for: an error under status 200, mostly. */
async function faultInsteadOfStream(candidate: Candidate, { body, headers }: UpstreamAnswer): Promise<Fault> {
  const said = await body.readAll();
  // No failure takes so many words; reading them would keep others waiting.
  const isWholeAnswer =
    isHeavy(said) || dialects[candidate.provider.dialect].relay.readResponse(said).complete;
  return isWholeAnswer
    ? new Fault('upstream_malformed', 'The provider answered in one piece though asked to stream.')
    : faultOf(candidate, 502, said, headers);
}

async function openWhole(
  exchange: Exchange,
  candidate: Candidate,
  upstream: UpstreamAnswer,
  bridge: Bridge,
): Promise<OpenedAnswer> {
  const bytes = await upstream.body.readAll();
  const turn = exchange.turn();
  if (turn) await turn;
  const read = exchange.work('answer', () => readAnswer(bridge, bytes, exchange.codecs, exchange.taskOwner));
  const whole = read instanceof Promise ? await read : read;
  // What was read is kept no longer, what was made of it until it is sent.
  if (whole.bytes !== bytes) exchange.holding.keep(whole.bytes.length - bytes.length);
  return { candidate, upstream, firstByteMs: exchange.elapsedMs(), content: { whole } };
}

async function openStream(
  exchange: Exchange,
  candidate: Candidate,
  upstream: UpstreamAnswer,
  stream: PacedStream,
): Promise<OpenedAnswer> {
  const { body, headers } = upstream;
  try {
    if (String(headers['content-type'] ?? '').startsWith('application/json')) {
      throw await faultInsteadOfStream(candidate, upstream);
    }
    const { first, ended } = await firstOutput(stream, body, exchange.holding);
    // The client has seen nothing yet: a stream that begins with an error is a failed attempt.
    if (stream.fault) throw stream.fault;
    return {
      candidate,
      upstream,
      firstByteMs: exchange.elapsedMs(),
      content: { stream, first, ended, body },
    };
  } catch (error) {
    body.cancel();
    throw error;
  }
}

/** Reads until there is something for the client, or nothing more to read. */
async function firstOutput(
  stream: PacedStream,
  body: UpstreamBody,
  holding: Holding,
): Promise<{ first: Buffer | null; ended: boolean }> {
  /** Of an event that has not ended. */
  let keptBytes = 0;
  try {
    for (let chunk = await body.read(); chunk !== null; chunk = await body.read()) {
      holding.take(chunk.length);
      keptBytes += chunk.length;
      const pushed = stream.push(chunk);
      const first = pushed instanceof Promise ? await pushed : pushed;
      if (first || stream.fault) return { first, ended: false };
    }
    return { first: await stream.end(), ended: true };
  } finally {
    holding.give(keptBytes);
  }
}
