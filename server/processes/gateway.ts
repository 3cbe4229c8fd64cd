// The gateway's process: the public port. It answers the gateway's own paths and health, and passes the rest on to
// the pages' process. The deployment's jobs run here too, unless `--without-jobs` leaves them to another one. `--dev`: the
// pages are the development server's.

import { createServer } from 'node:http';
import { flushCompileCache } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { chargeInterrupted } from '../gateway/admission/charge-interrupted.ts';
import { createGateway } from '../gateway/serve.ts';
import { settingsFromEnvironment } from '../gateway/settings.ts';
import { codecThreadUrl } from '../gateway/worker/codec-thread-url.ts';
import { keepChannelResults } from '../jobs/channel-results.ts';
import { jobs } from '../jobs/index.ts';
import { startJobs } from '../jobs/start-jobs.ts';
import { databaseProbe } from '../platform/db/database-probe.ts';
import { stopEmbeddedPostgres } from '../platform/db/embedded-postgres/start.ts';
import { createPool, databaseUrl } from '../platform/db/pools.ts';
import { environment, environmentVariable } from '../platform/env.ts';
import { createHealthCheck } from '../platform/health.ts';
import { createLogger } from '../platform/logger.ts';
import { openAdmission } from '../store/admission/open-admission.ts';
import { openBudgetSpending } from '../store/budgets/open-budget-spending.ts';
import { ChannelResults } from '../store/channel-results/channel-results.ts';
import { openConfiguration } from '../store/configuration/open-configuration.ts';
import { openIdempotency } from '../store/idempotency/open-idempotency.ts';
import { openLedger } from '../store/ledger/open-ledger.ts';
import { openNonces } from '../store/nonces/open-nonces.ts';
import { answerPings } from '../supervisor/answer-pings.ts';
import { WITHOUT_JOBS } from '../supervisor/child-arguments.ts';
import { supervisorOf } from '../supervisor/home-lock.ts';
import { isLastOf } from '../supervisor/last-gateway.ts';
import { readFromSupervisor, tellSupervisor } from '../supervisor/messages.ts';
import { stopRequest } from '../supervisor/stop-request.ts';
import { boundConnections, slowSenders } from '../transports/node/bound-connections.ts';
import { answerBrokenRequests } from '../transports/node/broken-requests.ts';
import { closeServer } from '../transports/node/close-server.ts';
import { createFrontListener } from '../transports/node/front-listener.ts';
import { gatewayListener, makePartings } from '../transports/node/gateway-listener.ts';
import { createPagesProxy } from '../transports/node/pages-proxy.ts';
import { openPort } from './open-port.ts';

/** Longer than a load balancer keeps idle connections, so that it is never us who closes one it is about to use. */
const KEEP_ALIVE_MS = 75_000;
/** How long idle connections stay open when another process has taken over: a request may be on its way. */
const ASK_AGAIN_MS = 1_000;

const settings = environment();
const supervisor = process.ppid;
const stopRequested = stopRequest();
const logger = createLogger('gateway');
if (settings.allowPrivateUpstreams && !settings.isForOneMachine) {
  logger.warn(
    'HEDDLE_ALLOW_PRIVATE_UPSTREAMS opens every address of your network to every tenant, and this is not only for this machine: list the networks in HEDDLE_PRIVATE_UPSTREAMS instead',
  );
}
const configuration = openConfiguration({ databaseUrl: databaseUrl('heddle_gateway'), logger });
const shared = {
  redisUrl: settings.redisUrl,
  upstash: settings.upstash,
  timeoutMs: settings.countersTimeoutMs,
  logger,
};
const counters = openAdmission(shared);
const ledger = openLedger({
  databaseUrl: databaseUrl('heddle_gateway'),
  home: settings.home,
  logger,
  onInterrupted: chargeInterrupted(counters.admission),
});
const idempotency = openIdempotency({ databaseUrl: databaseUrl('heddle_gateway'), logger });
const nonces = openNonces(shared);
const budgets = openBudgetSpending({ databaseUrl: databaseUrl('heddle_gateway'), logger });
const channelResults = new ChannelResults();
const gateway = createGateway({
  configuration,
  ledger,
  idempotency,
  nonces,
  admission: counters.admission,
  budgets,
  settings: settingsFromEnvironment(settings),
  logger,
  codecThread: codecThreadUrl,
  channelResults,
});
const { trustProxy } = settings;
const publicUrl = environmentVariable('HEDDLE_PUBLIC_URL') ? settings.publicUrl : null;
let pagesState = 'starting';
const pages = createPagesProxy({ trustProxy, publicUrl });
// One connection of its own: whether the database answers must not depend on how busy the others are.
const probe = createPool('heddle_gateway', { connections: 1 });
const health = createHealthCheck(
  {
    gateway: async () => {
      if (gateway.closing) throw new Error('shutting down');
    },
    database: databaseProbe(probe),
    pages: async () => {
      if (!pages.available) throw new Error(pagesState);
    },
  },
  { counters: counters.state },
);

process.on('message', (received) => {
  const message = readFromSupervisor(received);
  if (message?.type !== 'pages') return;
  pages.setPort(message.port);
  pagesState = message.state;
});

const partings = makePartings();
const server = createServer(
  { keepAliveTimeout: KEEP_ALIVE_MS, ...slowSenders },
  createFrontListener({
    gateway: gatewayListener(gateway, partings),
    pages,
    health,
    state: gateway.state,
    publicUrl,
    trustProxy,
  }),
);
boundConnections(server, settings);
answerBrokenRequests(server, partings);
// Hot reload only. Otherwise an upgrade is not taken up, and the request answered as it stands.
if (process.argv.includes('--dev')) server.on('upgrade', pages.upgrade);
const { port, doors } = await openPort(server, settings.port, settings.listenHosts);
answerPings();
await tellSupervisor({ type: 'ready', port });
// Now and not at the end, which may be sudden: the next one starts in half the time by what this one compiled.
flushCompileCache();

const jobPool = createPool('heddle_platform', { connections: 1 });
const ofDeployment = process.argv.includes(WITHOUT_JOBS) ? [] : jobs;
const running = startJobs(
  [...ofDeployment, keepChannelResults(channelResults)],
  jobPool,
  createLogger('jobs'),
);

const { orphaned, replaced } = await stopRequested;
const graceMs = settings.shutdownTimeoutMs;
const closed = closeServer(server, graceMs, doors, replaced ? ASK_AGAIN_MS : 0);
// One whose place was taken serves what comes over the connections it has. Otherwise nothing new is begun.
const served = replaced ? Promise.race([closed, delay(graceMs)]) : Promise.resolve();
await Promise.all([closed, served.then(() => gateway.close(replaced ? 0 : graceMs)), running.stop()]);
await Promise.all([ledger.close(), counters.close(), budgets.close(), idempotency.close()]);
nonces.close();
await Promise.all([configuration.close(), probe.end(), jobPool.end()]);
pages.close();
// A supervisor that was killed cannot stop its Postgres; one that took its place has one of its own by now.
if (
  orphaned &&
  settings.hasEmbeddedDatabase &&
  supervisorOf(settings.home) === supervisor &&
  (await isLastOf(settings.home, graceMs))
) {
  await stopEmbeddedPostgres(settings.home);
}
process.exit(0);
