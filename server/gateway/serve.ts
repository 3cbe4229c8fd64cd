import { Fault } from '../canonical/fault.ts';
import type { Logger } from '../platform/logger.ts';
import type { Admission } from '../store/admission.ts';
import type { BudgetSpending } from '../store/budget-spending.ts';
import type { ChannelResults } from '../store/channel-results/channel-results.ts';
import type { ConfigurationStore } from '../store/configuration.ts';
import type { Idempotency } from '../store/idempotency.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Nonces } from '../store/nonces.ts';
import { createAdmissionGate } from './admission/gate.ts';
import { checkModelAllowed, checkPlaceAllowed } from './allowed.ts';
import { asFault } from './as-fault.ts';
import type { Caller } from './authenticate.ts';
import { createBegin } from './begin.ts';
import { countTokens } from './count-tokens.ts';
import { decode } from './decode.ts';
import { dispatch } from './dispatch.ts';
import { Exchange } from './exchange.ts';
import { checkHops } from './hops.ts';
import { createAnswerOnce } from './idempotency/answer-once.ts';
import { readIdempotencyKey } from './idempotency/read-idempotency-key.ts';
import { createIdentify } from './identify.ts';
import { InFlight } from './in-flight.ts';
import { Load } from './load/load.ts';
import type { GatewayResponse, Serve } from './message.ts';
import { getModel, listModels, modelNotFound } from './models.ts';
import { plan } from './plan.ts';
import { releaseBody } from './release-body.ts';
import type { BodyRoute } from './request/request-source.ts';
import { refuse } from './respond/refuse.ts';
import { respond } from './respond/respond.ts';
import { describeMethods, respondReady } from './respond/respond-ready.ts';
import { RetryBudget } from './retry-budget.ts';
import { matchRoute, type Route } from './routes.ts';
import type { GatewaySettings } from './settings.ts';
import { createSettle } from './settle.ts';
import { Shares } from './shares/shares.ts';
import { createReadSigned } from './signing/check-signature.ts';
import { type GatewayState, memoryState } from './state.ts';
import { Upstreams } from './upstream/upstreams.ts';
import { CodecWorker } from './worker/codec-worker.ts';

export interface GatewayOptions {
  configuration: ConfigurationStore;
  ledger: Ledger;
  /** Counts what requests take of limits and budgets. */
  admission: Admission;
  /** What budgets have spent by the ledger. */
  budgets: BudgetSpending;
  settings: GatewaySettings;
  logger: Logger;
  /** The codec thread's program; absent where none can be started, and long requests keep others waiting. */
  codecThread?: URL;
  /** Keeps answers for Idempotency-Keys; absent where nobody can, and requests with such keys are refused. */
  idempotency?: Idempotency;
  /** How long a request waits for another one with its Idempotency-Key. */
  idempotencyWaitMs?: number;
  /** Remembers those of signed requests; absent where nobody can, and signed requests are refused. */
  nonces?: Nonces;
  /** Where it is noted what came of each channel; absent where nobody writes it down. */
  channelResults?: ChannelResults;
}

/** What the thread for long requests may take. */
const codecLimits = { startMs: 60_000, taskMs: 15_000, mostWaiting: 64, idleMs: 10_000, heapMegabytes: 1536 };

const noBody = Buffer.alloc(0);
/** How long requests in flight may take to finish when nothing else is said. */
const defaultGraceMs = 10_000;

/** As long as most answers take, and less than proxies and clients wait. */
const defaultIdempotencyWaitMs = 55_000;

/** The data plane of one process. */
export interface Gateway {
  serve: Serve;
  readonly settings: GatewaySettings;
  readonly shares: Shares;
  readonly closing: boolean;
  /** How this process fares. */
  state(): GatewayState;
  /**
   * From now on requests are answered with 503. Resolves when those in flight are over and accounted for; what
   * takes longer than `graceMs` is cut off. Configuration, ledger, counters and budgets stay open: whoever opened
   * them closes them.
   */
  close(graceMs?: number): Promise<void>;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { configuration, ledger, settings, logger, codecThread = null, channelResults } = options;
  const retryBudget = new RetryBudget();
  const gate = createAdmissionGate(options.admission, options.budgets);
  const inFlight = new InFlight();
  const shares = new Shares(settings);
  const load = new Load(logger);
  const codecs = new CodecWorker({
    ...codecLimits,
    entry: codecThread,
    logger,
    onWork: (tenantId, ms) => load.workedElsewhere(tenantId, ms),
  });
  const identify = createIdentify(configuration, shares);
  const begin = createBegin({ ledger, logger });
  const upstreams = new Upstreams(settings, begin);
  const settle = createSettle({ ledger, gate, logger, onSettled });

  const readSigned = createReadSigned(options.nonces);
  const answerOnce = createAnswerOnce({
    idempotency: options.idempotency,
    settle,
    logger,
    waitMs: options.idempotencyWaitMs ?? defaultIdempotencyWaitMs,
  });

  function onSettled(exchange: Exchange): void {
    inFlight.leave(exchange);
    const { caller, attempts, receivedAtMs } = exchange;
    if (caller) channelResults?.note(caller.tenant.id, attempts, receivedAtMs);
  }

  const serve: Serve = async (request) => {
    const exchange = new Exchange(request, shares.createHolding(), { load, codecs });
    inFlight.enter(exchange);
    const response = await answer(exchange).catch((error: unknown) =>
      refuse(exchange, asFault(error), settle),
    );
    response.holding ??= exchange.holding;
    return response;
  };

  /** Of a request that fails anyway: a wrong key is not what is wrong with it. */
  async function identifyForRecord(exchange: Exchange): Promise<void> {
    try {
      await identify(exchange);
    } catch {
      // Nobody to write a record to.
    }
  }

  /** The way of a request: ingress → authenticate → decode → admit → plan → dispatch → respond → settle. */
  async function answer(exchange: Exchange): Promise<GatewayResponse> {
    if (inFlight.closing) throw new Fault('shutting_down');
    const { request } = exchange;
    checkHops(request);
    if (request.method === 'OPTIONS') return respondReady(exchange, describeMethods(exchange), settle);

    let route: Route;
    try {
      route = matchRoute(request);
      exchange.route = route;
    } catch (noRoute) {
      await identifyForRecord(exchange);
      throw noRoute;
    }
    const found = identify(exchange);
    const caller = found instanceof Promise ? await found : found;
    checkPlaceAllowed(caller.key, request, route);
    const checkBody = readSigned(exchange, caller);
    if (route.operation === 'list-models') {
      await checkBody?.(noBody);
      return respondReady(exchange, listModels(exchange, caller), settle);
    }
    if (route.operation === 'get-model') {
      await checkBody?.(noBody);
      return respondReady(exchange, getModel(exchange, caller, route.model), settle);
    }

    load.admit(caller.tenant.id);
    const { model } = await decode(exchange, route, settings.maxBodyBytes, checkBody);
    checkModelAllowed(caller.key, model);
    const idempotencyKey = readIdempotencyKey(request);
    return idempotencyKey === null
      ? ask(exchange, route, caller, model)
      : answerOnce(exchange, caller, idempotencyKey, () => ask(exchange, route, caller, model));
  }

  /** What is left of that way once it is known what is asked of which model. */
  async function ask(
    exchange: Exchange,
    route: BodyRoute,
    caller: Caller,
    model: string,
  ): Promise<GatewayResponse> {
    const channels = caller.tenant.channelsByModel.get(model);
    if (!channels) throw modelNotFound(model);
    exchange.startTotalTimer(settings.timeouts.totalMs);
    const admitting = gate.admit(exchange, channels);
    if (admitting) await admitting;
    const candidates = plan(channels, Math.random());
    if (route.operation === 'count-tokens') {
      return respondReady(
        exchange,
        await countTokens(exchange, candidates, upstreams, gate.channels),
        settle,
      );
    }
    const begun = await dispatch(exchange, candidates, upstreams, gate.channels, settings, retryBudget);
    releaseBody(exchange, caller);
    return respond(exchange, begun, begin, settle);
  }

  return {
    serve,
    settings,
    shares,
    get closing() {
      return inFlight.closing;
    },
    state() {
      const { short, long, shedding } = load.figures();
      return {
        eventLoop: { ...short, shedding, lastMinute: long },
        memory: memoryState(shares),
        requests: { inFlight: inFlight.count },
        worker: codecs.state,
      };
    },
    async close(graceMs = defaultGraceMs) {
      await inFlight.close(graceMs);
      await Promise.all([upstreams.close(), codecs.close()]);
      load.close();
    },
  };
}
