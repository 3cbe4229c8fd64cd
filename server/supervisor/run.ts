import path from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/db/embedded-postgres/start.ts';
import { environment, provideDatabase } from '../platform/env.ts';
import { announceLoopback, announceQuickstart, announceReady } from './announce.ts';
import { lockHome } from './home-lock.ts';
import { pagesEnvironment } from './pages-environment.ts';
import { prepareDatabase } from './prepare-database.ts';
import { quickstartFile, readQuickstart } from './quickstart.ts';
import { StartError } from './start-error.ts';
import { stopRequest } from './stop-request.ts';
import { type SupervisedChild, superviseChild } from './supervised-child.ts';

const GATEWAY = path.resolve(import.meta.dirname, '../processes/gateway.ts');
const PAGES = path.resolve(import.meta.dirname, '../processes/pages.ts');
/** Left to itself, V8 lets what rendering leaves behind grow to half a gigabyte; pages need less than half of this. */
const PAGES_MEMORY = ['--max-old-space-size=256', '--max-semi-space-size=8'];
/** On top of the time that requests in flight are given: closing connections, writing what is left. */
const STOP_MARGIN_MS = 5_000;

/**
 * One machine's Heddle: Postgres (unless DATABASE_URL names one), the gateway and the pages. Resolves when it was
 * told to stop and everything it started has ended.
 * @throws StartError
 */
export async function runSupervisor({ development }: { development: boolean }): Promise<void> {
  const stopRequested = stopRequest();
  const { home, databaseUrl: ownDatabase } = environment();
  const lock = await lockHome(home);
  let postgres: EmbeddedPostgres | undefined;
  try {
    if (!ownDatabase) postgres = await startPostgres(home);
    await prepareAndServe({ development, postgres, stopRequested, noteChildren: lock.noteChildren });
  } finally {
    await postgres?.stop();
    lock.release();
    if (process.connected) process.disconnect();
  }
}

async function startPostgres(home: string): Promise<EmbeddedPostgres> {
  try {
    const postgres = await startEmbeddedPostgres(home);
    provideDatabase(postgres.databaseUrl);
    return postgres;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`${reason}\nTo use a Postgres of your own instead, set DATABASE_URL.`, { cause });
  }
}

interface ServeOptions {
  development: boolean;
  postgres: EmbeddedPostgres | undefined;
  stopRequested: Promise<unknown>;
  noteChildren(children: readonly number[]): void;
}

/** Brings the database up to date, starts the processes, and waits for the end. */
async function prepareAndServe(options: ServeOptions): Promise<void> {
  const { development, postgres, stopRequested } = options;
  const settings = environment();
  const developmentFlag = development ? ['--dev'] : [];
  const preparation = prepareDatabase({ embedded: postgres !== undefined });
  let gateway: SupervisedChild | undefined;
  let pages: SupervisedChild | undefined;
  let pagesPort: number | null = null;
  const common = {
    stopTimeoutMs: settings.shutdownTimeoutMs + STOP_MARGIN_MS,
    onPidChange: () =>
      options.noteChildren([preparation, gateway, pages].flatMap((child) => child?.pid() ?? [])),
  };
  const tellGateway = (port: number | null) => {
    pagesPort = port;
    gateway?.send({ type: 'pages', port });
  };
  try {
    // Nobody reaches the pages before the gateway's process listens, so they may start while the database is prepared.
    pages = superviseChild({
      ...common,
      name: 'pages',
      entry: PAGES,
      arguments: developmentFlag,
      nodeOptions: development ? [] : PAGES_MEMORY,
      environment: pagesEnvironment(development),
      onReady: tellGateway,
      onDown: () => tellGateway(null),
    });
    common.onPidChange();
    const brokenOff = Promise.race([stopRequested, pages.givenUp, postgresEnded(postgres)]);
    const prepared = await Promise.race([preparation.done, brokenOff.then(() => null)]);
    if (!prepared) return;

    gateway = superviseChild({
      ...common,
      name: 'gateway',
      entry: GATEWAY,
      arguments: [...(postgres ? ['--embedded-postgres'] : []), ...developmentFlag],
      // A gateway that was started again has to be told where the pages are.
      onReady: () => tellGateway(pagesPort),
      onDown: () => undefined,
    });
    common.onPidChange();
    const allReady = Promise.all([gateway.ready, pages.ready]);
    const ended = Promise.race([brokenOff, gateway.givenUp]);
    await Promise.race([allReady.then(() => announce(prepared.madeDemo)), ended]);
    await ended;
  } finally {
    await preparation.stop();
    // The gateway before the pages and Postgres: what it has in flight needs the database, and may need the pages.
    await gateway?.stop();
    await pages?.stop();
  }

  function announce(madeDemo: boolean): void {
    const quickstart = madeDemo ? readQuickstart(settings.home) : undefined;
    if (quickstart) announceQuickstart(quickstart, quickstartFile(settings.home));
    else announceReady(settings.publicUrl);
    if (settings.isLoopbackOnly && !settings.isHostChosen) announceLoopback();
  }
}

function postgresEnded(postgres: EmbeddedPostgres | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    void postgres?.ended.then((reason) => reject(new StartError(`Postgres ended: ${reason}`)));
  });
}
