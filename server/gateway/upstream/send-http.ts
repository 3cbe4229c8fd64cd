import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Fault } from '../../canonical/fault.ts';
import { faultFromNetwork } from '../../platform/network/network-fault.ts';
import type { Exchange } from '../exchange.ts';
import type { GatewaySettings } from '../settings.ts';
import { AnswerBuffer } from './answer-buffer.ts';
import type { OriginPool } from './origin-pool.ts';
import { LARGE_BODY_BYTES, sendOnce } from './send-once.ts';
import type { UpstreamAnswer, UpstreamRequest } from './upstream.ts';

const stopped = new Error('The exchange was given up');

/**
 * Sends a request over a pool and resolves when the answer's head is there. Uses undici's dispatch handlers
 * instead of its streams: no Readable, no WebStreams, chunks go straight into an {@link AnswerBuffer}.
 * Rejects with a {@link Fault}: `upstream_busy` when the tenant has its share of the origin's connections already.
 * @param onSent called when the request is written to a connection
 */
export function sendHttp(
  pool: OriginPool,
  request: UpstreamRequest,
  settings: GatewaySettings,
  exchange: Pick<Exchange, 'cancellation' | 'holding'>,
  onSent?: () => void,
): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const leave = pool.enter(exchange.holding);
    const handler = new AnswerHandler(settings, exchange, resolve, reject, leave, onSent);
    const { method, path, headers, body } = request;
    const isLarge = body !== null && body.length > LARGE_BODY_BYTES;
    pool.dispatch(
      {
        method,
        path,
        headers: isLarge ? [...headers, 'content-length', String(body.length)] : (headers as string[]),
        body: isLarge ? sendOnce(body) : body,
      },
      handler,
    );
  });
}

class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #body: AnswerBuffer;
  readonly #resolve: (answer: UpstreamAnswer) => void;
  readonly #onSent: (() => void) | undefined;
  #controller: Dispatcher.DispatchController | null = null;
  #stopped = false;

  constructor(
    settings: GatewaySettings,
    { cancellation, holding }: Pick<Exchange, 'cancellation' | 'holding'>,
    resolve: (answer: UpstreamAnswer) => void,
    reject: (fault: Fault) => void,
    leave: () => void,
    onSent: (() => void) | undefined,
  ) {
    this.#resolve = resolve;
    this.#onSent = onSent;
    this.#body = new AnswerBuffer({
      timeouts: settings.timeouts,
      maxAnswerBytes: settings.maxAnswerBytes,
      maxWholeAnswerBytes: settings.maxWholeAnswerBytes,
      cancellation,
      holding,
      ended: leave,
      stop: (reason) => {
        this.#stopped = true;
        // Whatever comes after is of no use; the connection closes with it.
        this.#controller?.abort(stopped);
        reject(reason);
      },
      pause: () => this.#controller?.pause(),
      resume: () => this.#controller?.resume(),
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#stopped) controller.abort(stopped);
    else this.#onSent?.();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // 1xx only announces the answer.
    if (status >= 200) this.#resolve({ status, headers, body: this.#body });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body.push(chunk);
  }

  onResponseEnd(): void {
    this.#body.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#body.fail(faultFromNetwork(error));
  }
}
