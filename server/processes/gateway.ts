// The gateway's process: the public port. It answers the gateway's own paths and health, and passes the rest on to
// the pages' process. The deployment's jobs run here too. `--dev`: the pages are the development server's.

import { createServer } from 'node:http';
import { flushCompileCache } from 'node:module';
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
import { ChannelResults } from '../store/channel-results/channel-results.ts';
import { openConfiguration } from '../store/configuration/open-configuration.ts';
import { openLedger } from '../store/ledger/open-ledger.ts';
import { answerPings } from '../supervisor/answer-pings.ts';
import { supervisorOf } from '../supervisor/home-lock.ts';
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
const ledger = openLedger({ databaseUrl: databaseUrl('heddle_gateway'), home: settings.home, logger });
const channelResults = new ChannelResults();
const gateway = createGateway({
  configuration,
  ledger,
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
const health = createHealthCheck({
  gateway: async () => {
    if (gateway.closing) throw new Error('shutting down');
  },
  database: databaseProbe(probe),
  pages: async () => {
    if (!pages.available) throw new Error(pagesState);
  },
});

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
const running = startJobs([...jobs, keepChannelResults(channelResults)], jobPool, createLogger('jobs'));

const { orphaned } = await stopRequested;
const graceMs = settings.shutdownTimeoutMs;
await Promise.all([closeServer(server, graceMs, doors), gateway.close(graceMs), running.stop()]);
await Promise.all([ledger.close(), configuration.close(), probe.end(), jobPool.end()]);
pages.close();
// A supervisor that was killed cannot stop its Postgres; one that took its place has one of its own by now.
if (orphaned && settings.hasEmbeddedDatabase && supervisorOf(settings.home) === supervisor) {
  await stopEmbeddedPostgres(settings.home);
}
process.exit(0);
