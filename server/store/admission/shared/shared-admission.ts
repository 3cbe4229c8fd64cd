import type { Logger } from '../../../platform/logger.ts';
import {
  type Admission,
  type AdmissionAnswer,
  type AdmissionAsk,
  AdmissionAway,
  type AdmissionSettlement,
  type Meter,
  type Reading,
} from '../../admission.ts';
import type { ScriptStore } from '../../redis/script-store.ts';
import { type AskOptions, askStore } from './ask-store.ts';
import { Availability } from './availability.ts';
import type { OpenRequest } from './open-request.ts';
import { OpenRequests } from './open-requests.ts';
import { readReply } from './read-reply.ts';
import {
  type BudgetKeys,
  budgetKeys,
  chargeCall,
  checkCall,
  readCall,
  renewCall,
  seedCall,
  settleCall,
  takeCall,
} from './store-call.ts';
import { type Delivery, Undelivered } from './undelivered.ts';

export interface SharedAdmissionOptions {
  /** Closed with the admission. */
  scripts: ScriptStore;
  logger: Logger;
  /** How long anybody waits for the store. */
  timeoutMs: number;
  /** How long what a process holds outlives it. */
  leaseMs?: number;
  /** How old a lease is when it is renewed. */
  renewAfterMs?: number;
  /** How often the store is looked at while requests are open, and probed while it is away. */
  beatMs?: number;
  /** For tests: instead of the store's clock. */
  now?: () => number;
}

const CALLS_AT_ONCE = 50;

/**
 * Counts for all processes that share a store of Redis' kind.
 *
 * A store that comes back empty knows neither what was spent nor what is reserved. What was spent is asked of the ledger:
 * a budget it does not know is `unknown`. What is reserved each process brings again, as soon as it sees that the store
 * has lost something, two beats later at most; so a process that lived through the loss takes from no unknown budget for
 * so long, and nothing is paid twice out of the same money.
 */
export class SharedAdmission implements Admission {
  readonly #ask: AskOptions;
  readonly #availability: Availability;
  readonly #undelivered: Undelivered;
  readonly #open = new OpenRequests();
  readonly #renewAfterMs: number;
  readonly #beatMs: number;
  readonly #timer: NodeJS.Timeout;
  /** Settlements and charges that are on their way. */
  readonly #underWay = new Set<Promise<void>>();
  #beating: Promise<void> | undefined;
  #checking: Promise<number> | undefined;
  /** Since when the store has had what it has, in its own words. */
  #since: string | undefined;
  /** By the store's clock: when all processes have brought what they had reserved. */
  #completeAtMs = 0;

  constructor(options: SharedAdmissionOptions) {
    const {
      scripts,
      logger,
      timeoutMs,
      now,
      leaseMs = 30_000,
      renewAfterMs = 10_000,
      beatMs = 1_000,
    } = options;
    this.#availability = new Availability(logger);
    this.#undelivered = new Undelivered(logger);
    this.#ask = { scripts, availability: this.#availability, timeoutMs, leaseMs, now };
    this.#renewAfterMs = renewAfterMs;
    this.#beatMs = beatMs;
    this.#timer = setInterval(() => this.#beat(), beatMs).unref();
  }

  get isAway(): boolean {
    return this.#availability.isAway;
  }

  async take(ask: AdmissionAsk): Promise<AdmissionAnswer> {
    this.#refuseWhileAway();
    const reply = await askStore(this.#ask, takeCall(ask), (late) => {
      // Nobody waited for it any more: what it took is given back.
      const { answer, marks } = readReply(late, ask.meters);
      if (answer.outcome !== 'admitted') return;
      const nothing = ask.meters.map(() => 0);
      void this.#settle(opened(ask, marks), nothing);
    });
    const { answer, marks } = readReply(reply, ask.meters);
    if (answer.outcome === 'admitted') this.#open.add(opened(ask, marks));
    if (answer.outcome === 'unknown') await this.#refuseWhileIncomplete();
    return answer;
  }

  async settle({ id, actual }: AdmissionSettlement): Promise<void> {
    const request = this.#open.remove(id);
    if (request !== undefined) await this.#settle(request, actual);
  }

  /** Not kept for later: by then it would be too little. The next take is answered `unknown` again. */
  async seed(tenantId: string, place: string, spent: number): Promise<void> {
    if (this.isAway) return;
    await askStore(this.#ask, seedCall(tenantId, place, spent)).catch(() => undefined);
  }

  async charge(tenantId: string, place: string, amount: number): Promise<void> {
    const budget = budgetKeys(tenantId, place);
    const unheard = () => this.#undelivered.forget(budget);
    await this.#deliver({ call: chargeCall(tenantId, place, amount), budgets: [budget], unheard });
  }

  async read(tenantId: string, meters: readonly Meter[]): Promise<Reading[]> {
    this.#refuseWhileAway();
    return readReply(await askStore(this.#ask, readCall(tenantId, meters)), meters).readings;
  }

  /** Brings in what can be brought in now. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    await Promise.all(this.#underWay);
    if (!this.isAway) await this.#bringIn();
    this.#ask.scripts.close();
  }

  async #settle(request: OpenRequest, actual: readonly number[]): Promise<void> {
    if (request.renewal !== undefined) await request.renewal;
    const budgets = request.meters.flatMap((meter): BudgetKeys[] =>
      meter.kind === 'budget' ? [budgetKeys(request.tenantId, meter.place)] : [],
    );
    const unheard = () => {
      const again = settleCall(request, actual, true);
      if (again !== null) this.#undelivered.keep({ call: again, budgets, unheard });
    };
    const call = settleCall(request, actual);
    if (call !== null) await this.#deliver({ call, budgets, unheard });
  }

  #refuseWhileAway(): void {
    if (this.isAway) throw new AdmissionAway('The shared counters are away');
  }

  async #refuseWhileIncomplete(): Promise<void> {
    if ((await this.#check()) >= this.#completeAtMs) return;
    throw new AdmissionAway('The shared counters came back empty, and are being filled again');
  }

  async #deliver(delivery: Delivery): Promise<void> {
    if (this.isAway) {
      this.#undelivered.keep(delivery);
      return;
    }
    const underWay = askStore(this.#ask, delivery.call).then(
      () => undefined,
      () => delivery.unheard(),
    );
    this.#underWay.add(underWay);
    await underWay;
    this.#underWay.delete(underWay);
  }

  #beat(): void {
    const isIdle = this.#open.size === 0 && this.#undelivered.isEmpty && this.#since !== undefined;
    if (isIdle && !this.isAway) return;
    this.#beating ??= this.#lookAfter().finally(() => {
      this.#beating = undefined;
    });
  }

  /** Never rejects: what fails is done at the next beat. */
  async #lookAfter(): Promise<void> {
    try {
      // Where the store is away, this is the probe.
      await this.#check();
      await this.#bringIn();
      await this.#renew(this.#renewAfterMs);
    } catch {
      // Counted by the availability.
    }
  }

  /** Looks whether the store has lost something since. Returns its time. @throws AdmissionAway */
  #check(): Promise<number> {
    this.#checking ??= this.#lookForLoss().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async #lookForLoss(): Promise<number> {
    const reply = await askStore(this.#ask, checkCall);
    const [since = '', now = ''] = Array.isArray(reply) ? reply.map(String) : [];
    if (this.#since !== undefined && this.#since !== since) {
      this.#completeAtMs = Number(since) / 1_000 + 2 * this.#beatMs + 2 * this.#ask.timeoutMs;
      // Before anything else, and again at the next beat where it fails.
      await this.#renew(0);
    }
    this.#since = since;
    return Number(now) / 1_000;
  }

  async #bringIn(): Promise<void> {
    const deliveries = this.#undelivered.takeAll();
    while (deliveries.length > 0) {
      await Promise.all(deliveries.splice(0, CALLS_AT_ONCE).map((delivery) => this.#deliver(delivery)));
    }
  }

  async #renew(olderThanMs: number): Promise<void> {
    for (const batch of this.#open.leasedBefore(performance.now() - olderThanMs)) {
      const requests = batch.filter(({ id }) => this.#open.has(id));
      const call = renewCall(requests);
      if (call === null) continue;
      const renewal = askStore(this.#ask, call);
      const ended = renewal.catch(() => undefined);
      for (const request of requests) request.renewal = ended;
      await renewal;
      const nowMs = performance.now();
      for (const request of requests) {
        request.leasedAtMs = nowMs;
        request.renewal = undefined;
      }
    }
  }
}

function opened(ask: AdmissionAsk, marks: readonly string[]): OpenRequest {
  return { ...ask, marks, leasedAtMs: performance.now() };
}
