import path from 'node:path';
import { environment, provideEmbeddedDatabase } from '../platform/env.ts';
import { announceLoopback, announceQuickstart, announceReady } from './announce.ts';
import { type GatewayProcesses, superviseGateways } from './gateway-processes.ts';
import { hangUp } from './hang-up.ts';
import { lockHome } from './home-lock.ts';
import { pagesEnvironment } from './pages-environment.ts';
import { portProblem } from './port-problem.mjs';
import { prepareDatabase } from './prepare-database.ts';
import { describeState } from './process-state.ts';
import { PublicPort } from './public-port.ts';
import { quickstartFile, readQuickstart } from './quickstart.ts';
import { servingEnvironment } from './serving-environment.ts';
import { StartError } from './start-error.ts';
import { createStatusFile, type StatusFile } from './status-file.ts';
import { stopRequest } from './stop-request.ts';
import { type SupervisedChild, superviseChild } from './supervised-child.ts';
import { type SupervisedPostgres, supervisePostgres } from './supervised-postgres.ts';

const PAGES = path.resolve(import.meta.dirname, '../processes/pages.ts');
/** Left to itself, V8 lets what rendering leaves behind grow to half a gigabyte; pages need less than half of this. */
const PAGES_MEMORY = ['--max-old-space-size=256', '--max-semi-space-size=8'];
/** Many times what they need, on a busy machine too. */
const START_TIMEOUT_MS = { gateway: 60_000, pages: 180_000 };
/** A process whose event loop stands still for so long serves nobody, and will not by itself. */
const HANG_TIMEOUT_MS = 60_000;
/** On top of the time that requests in flight are given: closing connections, writing what is left. */
const STOP_MARGIN_MS = 5_000;

/**
 * One machine's Heddle: Postgres (unless DATABASE_URL names one), the gateway and the pages. SIGHUP replaces the gateway
 * processes one by one. Resolves when it was told to stop and everything it started has ended.
 * @throws StartError
 */
export async function runSupervisor({ development }: { development: boolean }): Promise<void> {
  // Who reads what it prints may go away: that is no reason to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const onWord = { replaceGateways: () => undefined as unknown };
  const terminalGone = hangUp(() => onWord.replaceGateways());
  const stopRequested = Promise.race([stopRequest(['SIGINT', 'SIGTERM']), terminalGone]);
  const { home, hasEmbeddedDatabase } = environment();
  const lock = await lockHome(home);
  const status = createStatusFile(home);
  let postgres: SupervisedPostgres | undefined;
  try {
    if (hasEmbeddedDatabase) {
      postgres = await supervisePostgres(home, (state) => status.note('postgres', state));
      provideEmbeddedDatabase(postgres.logins);
    }
    await prepareAndServe({
      development,
      embeddedOwnerUrl: postgres?.databaseUrl,
      status,
      stopRequested,
      onWord,
      noteChildren: lock.noteChildren,
    });
  } finally {
    await postgres?.stop();
    status.remove();
    lock.release();
    if (process.connected) process.disconnect();
  }
}

interface ServeOptions {
  development: boolean;
  embeddedOwnerUrl: string | undefined;
  status: StatusFile;
  stopRequested: Promise<unknown>;
  /** What whoever runs this can ask for, as soon as it can be done. */
  onWord: { replaceGateways(): unknown };
  noteChildren(children: readonly number[]): void;
}

/** Brings the database up to date, starts the processes, and waits for the end. */
async function prepareAndServe({
  development,
  embeddedOwnerUrl,
  status,
  stopRequested,
  onWord,
  noteChildren,
}: ServeOptions): Promise<void> {
  const settings = environment();
  const developmentFlag = development ? ['--dev'] : [];
  const preparation = prepareDatabase(embeddedOwnerUrl);
  let gateways: GatewayProcesses | undefined;
  let pages: SupervisedChild | undefined;
  const pagesNow = { port: null as number | null, state: 'starting' };
  const common = {
    hangTimeoutMs: HANG_TIMEOUT_MS,
    stopTimeoutMs: settings.shutdownTimeoutMs + STOP_MARGIN_MS,
    onPidChange: () => {
      const pids = [preparation.pid(), ...(gateways?.pids() ?? []), pages?.pid()];
      noteChildren(pids.filter((pid) => pid !== undefined));
    },
  };
  const whereThePagesAre = () => ({ type: 'pages' as const, ...pagesNow });
  try {
    // Nobody reaches the pages before the gateway's process listens, so they may start while the database is prepared.
    pages = superviseChild({
      ...common,
      name: 'pages',
      entry: PAGES,
      startTimeoutMs: START_TIMEOUT_MS.pages,
      arguments: developmentFlag,
      nodeOptions: development ? [] : PAGES_MEMORY,
      environment: {
        ...pagesEnvironment(development),
        ...servingEnvironment('heddle_app', 'heddle_platform'),
      },
      onReady: (port) => {
        pagesNow.port = port;
      },
      onState: (state) => {
        status.note('pages', state);
        if (state.state !== 'running') pagesNow.port = null;
        pagesNow.state = describeState(state);
        gateways?.send(whereThePagesAre());
      },
    });
    common.onPidChange();
    const brokenOff = Promise.race([stopRequested, pages.refused]);
    const prepared = await Promise.race([preparation.done, brokenOff.then(() => null)]);
    if (!prepared) return;

    gateways = superviseGateways({
      ...common,
      count: settings.gatewayProcesses,
      port: await holdPort(settings.port, settings.listenHosts),
      startTimeoutMs: START_TIMEOUT_MS.gateway,
      arguments: developmentFlag,
      environment: servingEnvironment('heddle_gateway', 'heddle_platform'),
      greeting: whereThePagesAre,
      onState: status.note,
    });
    onWord.replaceGateways = gateways.replaceEach;
    common.onPidChange();
    const allReady = Promise.all([gateways.ready, pages.ready]);
    const ended = Promise.race([brokenOff, gateways.refused]);
    await Promise.race([allReady.then(() => announce(prepared.madeDemo)), ended]);
    await ended;
  } finally {
    await preparation.stop();
    // The gateway before the pages and Postgres: what it has in flight needs the database, and may need the pages.
    await gateways?.stop();
    await pages?.stop();
  }

  function announce(madeDemo: boolean): void {
    const quickstart = madeDemo ? readQuickstart(settings.home) : undefined;
    if (quickstart) announceQuickstart(quickstart, quickstartFile(settings.home));
    else announceReady(settings.publicUrl);
    if (settings.isLoopbackOnly && !settings.isHostChosen) announceLoopback();
  }
}

/** @throws StartError when it cannot be had */
async function holdPort(port: number, hosts: readonly string[]): Promise<PublicPort> {
  try {
    const held = await PublicPort.of(port, hosts);
    held.hold();
    return held;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError((await portProblem(port, hosts)) ?? reason, { cause });
  }
}
