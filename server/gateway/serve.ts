import { Fault } from '../canonical/fault.ts';
import type { Logger } from '../platform/logger.ts';
import type { ConfigurationStore } from '../store/configuration.ts';
import type { Ledger } from '../store/ledger.ts';
import { asFault } from './as-fault.ts';
import { authenticate, checkModelAllowed } from './authenticate.ts';
import { createBegin } from './begin.ts';
import { countTokens } from './count-tokens.ts';
import { decode } from './decode.ts';
import { dispatch } from './dispatch.ts';
import { Exchange } from './exchange.ts';
import { checkHops } from './hops.ts';
import { InFlight } from './in-flight.ts';
import type { GatewayResponse, Serve } from './message.ts';
import { getModel, listModels, modelNotFound } from './models.ts';
import { plan } from './plan.ts';
import { refuse } from './respond/refuse.ts';
import { respond } from './respond/respond.ts';
import { describeMethods, respondReady } from './respond/respond-ready.ts';
import { matchRoute } from './routes.ts';
import type { GatewaySettings } from './settings.ts';
import { createSettle } from './settle.ts';
import { Upstreams } from './upstream/upstreams.ts';

export interface GatewayOptions {
  configuration: ConfigurationStore;
  ledger: Ledger;
  settings: GatewaySettings;
  logger: Logger;
}

/** How long requests in flight may take to finish when nothing else is said. */
const defaultGraceMs = 10_000;

/** The data plane of one process. */
export interface Gateway {
  serve: Serve;
  readonly settings: GatewaySettings;
  readonly closing: boolean;
  /**
   * From now on requests are answered with 503. Resolves when those in flight are over and accounted for; what
   * takes longer than `graceMs` is cut off. Configuration and ledger stay open: whoever opened them closes them.
   */
  close(graceMs?: number): Promise<void>;
}

export function createGateway({ configuration, ledger, settings, logger }: GatewayOptions): Gateway {
  const upstreams = new Upstreams(settings);
  const inFlight = new InFlight();
  const begin = createBegin({ ledger, logger });
  const settle = createSettle({ ledger, logger, onSettled: (exchange) => inFlight.leave(exchange) });

  const serve: Serve = async (request) => {
    const exchange = new Exchange(request);
    inFlight.enter(exchange);
    try {
      return await answer(exchange);
    } catch (error) {
      return await refuse(exchange, asFault(error), settle);
    }
  };

  /** The way of a request: ingress → authenticate → decode → plan → dispatch → respond → settle. */
  async function answer(exchange: Exchange): Promise<GatewayResponse> {
    if (inFlight.closing) throw new Fault('shutting_down');
    const { request } = exchange;
    checkHops(request);
    if (request.method === 'OPTIONS') return respondReady(exchange, describeMethods(exchange), settle);

    const route = matchRoute(request);
    exchange.route = route;
    const caller = await authenticate(request, configuration, exchange.receivedAtMs);
    exchange.caller = caller;
    if (route.operation === 'list-models')
      return respondReady(exchange, listModels(exchange, caller), settle);
    if (route.operation === 'get-model') {
      return respondReady(exchange, getModel(exchange, caller, route.model), settle);
    }

    const { model } = await decode(exchange, route, settings.maxBodyBytes);
    checkModelAllowed(caller, model);
    const channels = caller.tenant.channelsByModel.get(model);
    if (!channels) throw modelNotFound(model);
    const candidates = plan(channels, Math.random());
    exchange.startTotalTimer(settings.timeouts.totalMs);
    if (route.operation === 'count-tokens') {
      return respondReady(exchange, await countTokens(exchange, candidates, upstreams), settle);
    }
    return respond(exchange, await dispatch(exchange, candidates, upstreams, settings), begin, settle);
  }

  return {
    serve,
    settings,
    get closing() {
      return inFlight.closing;
    },
    async close(graceMs = defaultGraceMs) {
      await inFlight.close(graceMs);
      await upstreams.close();
    },
  };
}
