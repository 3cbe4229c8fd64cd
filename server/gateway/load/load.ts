import { Fault } from '../../canonical/fault.ts';
import type { Logger } from '../../platform/logger.ts';
import { CpuShares } from './cpu-shares.ts';
import { type LoopFigures, LoopMonitor } from './loop-monitor.ts';
import { Turn } from './turn.ts';

/** No slice of a request's work should take longer. */
const longestSliceMs = 50;
/** Mean lag of a second beyond which tenants that take more than their share are refused. */
const sheddingLagMs = 200;
/** Mean lag beyond which everybody new is. */
const overloadedLagMs = 1_000;
const tickMs = 1_000;
const retryAfterMs = 2_000;

/** What a slice of a request's work was for: its body, its way to an upstream, an answer, part of a streamed one. */
export type Stage = 'decode' | 'bridge' | 'answer' | 'stream';

/** Whom new requests are refused. */
export type Shedding = 'nobody' | 'beyond-share' | 'everybody';

/** Whose work it is. */
export interface RequestAtWork {
  readonly id: string;
  readonly caller: { tenant: { id: string } } | null;
}

/**
 * The event loop that all requests share: how late it is, who holds it up, and who has to wait or is refused so that
 * the others go on.
 */
export class Load {
  readonly #logger: Logger;
  readonly #turn = new Turn();
  readonly #shares = new CpuShares(performance.now());
  readonly #monitor = new LoopMonitor();
  readonly #timer: NodeJS.Timeout;
  #shedding: Shedding = 'nobody';

  constructor(logger: Logger) {
    this.#logger = logger;
    this.#timer = setInterval(() => this.#tick(), tickMs).unref();
  }

  /** Null where there is room in this turn of the event loop; otherwise resolves in one that has. */
  turnFor({ caller }: RequestAtWork): Promise<void> | null {
    return this.#turn.isFull ? this.#turn.next(caller?.tenant.id ?? '') : null;
  }

  /**
   * Accounts for a slice of a request's work in this thread, which nothing could interrupt.
   * @param startedAt by `performance.now()`
   */
  worked(request: RequestAtWork, stage: Stage, startedAt: number): void {
    const ms = performance.now() - startedAt;
    this.#turn.used(ms);
    if (request.caller) this.#shares.add(request.caller.tenant.id, ms);
    // A turn that nobody would notice needs no name.
    if (ms < 1) return;
    this.#monitor.note(request.id, stage, ms);
    if (ms <= longestSliceMs) return;
    const tenantId = request.caller?.tenant.id;
    this.#logger.warn(
      { requestId: request.id, tenantId, stage, ms: Math.round(ms) },
      'a request held up all others',
    );
  }

  /** Accounts for work in another thread. */
  workedElsewhere(tenantId: string, milliseconds: number): void {
    this.#shares.add(tenantId, milliseconds);
  }

  /** @throws Fault overloaded for a tenant whose requests are refused for now */
  admit(tenantId: string): void {
    if (this.#shedding === 'nobody') return;
    if (this.#shedding === 'everybody') throw new Fault('overloaded', undefined, { retryAfterMs });
    if (!this.#shares.isBeyondShare(tenantId)) return;
    throw new Fault(
      'overloaded',
      'This instance is busy, and your requests take more than their share of its time. Try again later.',
      { retryAfterMs },
    );
  }

  figures(): { short: LoopFigures; long: LoopFigures; shedding: Shedding } {
    return { ...this.#monitor.figures(), shedding: this.#shedding };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#monitor.close();
  }

  #tick(): void {
    const { meanMs } = this.#monitor.tick();
    this.#shares.decay(performance.now());
    const shedding = sheddingAt(meanMs);
    if (shedding !== this.#shedding) {
      this.#logger.warn({ shedding, meanLagMs: meanMs }, 'what is refused because of load has changed');
    }
    this.#shedding = shedding;
  }
}

/** @param meanLagMs of the last second */
export function sheddingAt(meanLagMs: number): Shedding {
  if (meanLagMs > overloadedLagMs) return 'everybody';
  return meanLagMs > sheddingLagMs ? 'beyond-share' : 'nobody';
}
