import { Fault } from '../canonical/fault.ts';
import { Losses } from '../canonical/loss.ts';
import type { Dialect, Envelope } from '../dialects/dialect.ts';
import { dialects } from '../dialects/index.ts';
import type { Attempt } from '../store/ledger.ts';
import type { Admitted, Standing } from './admission/admitted.ts';
import type { Caller } from './authenticate.ts';
import { Cancellation } from './cancellation.ts';
import type { Load, Stage } from './load/load.ts';
import type { GatewayRequest } from './message.ts';
import type { RequestReader } from './request/request-reader.ts';
import { makeRequestId } from './request-id.ts';
import { dialectOfPath, type Route } from './routes.ts';
import { COUNTED_CHARACTERS } from './settlement/count-text-tokens.ts';
import type { Holding } from './shares/holding.ts';
import type { CodecWorker, TaskOwner } from './worker/codec-worker.ts';

const noBody = Buffer.alloc(0);
const noTags: string[] = [];
/** Of English text, about. */
const CHARACTERS_PER_TOKEN = 4;

/** What exchanges share. */
export interface ExchangeServices {
  load: Load;
  codecs: CodecWorker;
}

/** One request on its way through the gateway, and what has become known of it so far. */
export class Exchange {
  readonly request: GatewayRequest;
  readonly load: Load;
  readonly codecs: CodecWorker;
  readonly id: string;
  readonly receivedAtMs: number = Date.now();
  readonly cancellation = new Cancellation();
  readonly holding: Holding;
  readonly attempts: Attempt[] = [];
  /** What the target or the client's format cannot express. */
  readonly losses = new Losses();
  /** The sender's labels. */
  tags: string[] = noTags;
  /** Losses are to be refused instead of named. */
  strict = false;
  route: Route | null = null;
  caller: Caller | null = null;
  /** The body as JSON text, decompressed; empty until it is there. */
  bytes: Buffer = noBody;
  /** What reads the body's JSON, in this thread or another; null until it is there. */
  reader: RequestReader | null = null;
  envelope: Envelope | null = null;
  /** What it holds of limits and budgets; null where no rule holds, before it is let in, and once it is settled. */
  admitted: Admitted | null = null;
  /** How its limits stood; null where there are none. */
  standing: Standing | null = null;
  settled = false;
  /** Until when all is to be over, on the clock of `performance.now()`; none before the total timer is started. */
  deadlineMs: number | undefined;
  #totalTimer: NodeJS.Timeout | null = null;
  readonly #startedAt = performance.now();

  constructor(request: GatewayRequest, holding: Holding, { load, codecs }: ExchangeServices) {
    this.request = request;
    this.holding = holding;
    this.load = load;
    this.codecs = codecs;
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

  /** For the codec thread. Throws where nobody is known to call. */
  get taskOwner(): TaskOwner {
    if (!this.caller) throw new Fault('missing_api_key');
    return { tenantId: this.caller.tenant.id, cancellation: this.cancellation };
  }

  /**
   * Estimates the tokens of a text. In the codec thread, since loading the tokenizer would keep others waiting; should
   * that fail, roughly: nothing is free.
   */
  countText(text: string, length = text.length): Promise<number> {
    const tenantId = this.caller?.tenant.id ?? '';
    const counted = text.slice(0, COUNTED_CHARACTERS);
    const roughly = () => Math.ceil(length / CHARACTERS_PER_TOKEN);
    return this.codecs.do('count-text', { text: counted, length }, { tenantId, isOwed: true }).catch(roughly);
  }

  /** Null where there is room in this turn of the event loop; otherwise resolves in one that has. */
  turn(): Promise<void> | null {
    return this.load.turnFor(this);
  }

  /** Does a slice of this request's work, which nothing can interrupt, and accounts for it. */
  work<Result>(stage: Stage, slice: () => Result): Result {
    const startedAt = performance.now();
    try {
      return slice();
    } finally {
      this.load.worked(this, stage, startedAt);
    }
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
