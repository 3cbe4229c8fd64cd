import { Fault } from '../canonical/fault.ts';
import { Losses } from '../canonical/loss.ts';
import type { CanonicalRequest } from '../canonical/request.ts';
import type { Dialect, Envelope, ResponseContext, WireRequest } from '../dialects/dialect.ts';
import { dialects } from '../dialects/index.ts';
import type { Attempt } from '../store/ledger.ts';
import type { Caller } from './authenticate.ts';
import { Cancellation } from './cancellation.ts';
import type { GatewayRequest } from './message.ts';
import { makeRequestId } from './request-id.ts';
import { dialectOfPath, type Framing, type Route } from './routes.ts';
import type { Holding } from './shares/holding.ts';

const noBody = Buffer.alloc(0);

/** One request on its way through the gateway, and what has become known of it so far. */
export class Exchange {
  readonly request: GatewayRequest;
  readonly id: string;
  readonly receivedAtMs: number = Date.now();
  readonly cancellation = new Cancellation();
  readonly holding: Holding;
  readonly attempts: Attempt[] = [];
  /** What the target or the client's format cannot express. */
  readonly losses = new Losses();
  /** Losses are to be refused instead of named. */
  strict = false;
  route: Route | null = null;
  caller: Caller | null = null;
  /** The body as JSON text, decompressed; empty until it is there. */
  bytes: Buffer = noBody;
  wire: WireRequest | null = null;
  envelope: Envelope | null = null;
  settled = false;
  /** Until when all is to be over, on the clock of `performance.now()`; none before the total timer is started. */
  deadlineMs: number | undefined;
  #totalTimer: NodeJS.Timeout | null = null;
  readonly #startedAt = performance.now();
  #canonical: CanonicalRequest | null = null;

  constructor(request: GatewayRequest, holding: Holding) {
    this.request = request;
    this.holding = holding;
    this.id = makeRequestId(this.receivedAtMs);
    request.signal.addEventListener('abort', this.#clientLeft, { once: true });
    if (request.signal.aborted) this.#clientLeft();
  }

  /** The client's format; a guess by the path while there is no route. */
  get dialect(): Dialect {
    return dialects[this.route?.dialect ?? dialectOfPath(this.request)];
  }

  get clientHasLeft(): boolean {
    return this.request.signal.aborted;
  }

  /** Milliseconds since the request came. */
  elapsedMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** The request in canonical form, decoded on first use. Throws a client Fault. */
  canonical(): CanonicalRequest {
    if (!this.wire) throw new Fault('invalid_request');
    this.#canonical ??= this.dialect.decodeRequest(this.wire);
    return this.#canonical;
  }

  /** For encoders of the answer. Throws like {@link canonical} when `translating`. */
  responseContext(framing: Framing, translating: boolean): ResponseContext {
    return {
      model: this.envelope?.model ?? '',
      requestId: this.id,
      createdAtSeconds: Math.floor(this.receivedAtMs / 1000),
      streamUsage: translating && this.canonical().streamUsage === true,
      framing,
    };
  }

  /** From now on the request, all attempts and the whole answer included, may take this long. */
  startTotalTimer(totalMs: number): void {
    const fault = () => new Fault('upstream_timeout', `The request took longer than ${totalMs} ms.`);
    this.deadlineMs = performance.now() + totalMs;
    this.#totalTimer = setTimeout(() => this.cancellation.cancel(fault()), totalMs);
  }

  /** The request is over: nothing listens any more. */
  end(): void {
    if (this.#totalTimer) clearTimeout(this.#totalTimer);
    this.request.signal.removeEventListener('abort', this.#clientLeft);
    this.cancellation.ignore();
  }

  readonly #clientLeft = (): void => this.cancellation.cancel(new Fault('client_closed'));
}
