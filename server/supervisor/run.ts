import path from 'node:path';
import { authSecret } from '../platform/crypto/auth-secret.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/db/embedded-postgres/start.ts';
import { migrate } from '../platform/db/migrate.ts';
import { databaseUrl } from '../platform/db/pools.ts';
import { disconnect } from '../platform/db/prisma.ts';
import { environment, environmentVariable, provideDatabase } from '../platform/env.ts';
import { announceQuickstart, announceReady } from './announce.ts';
import { applyConfigured } from './apply-configured.ts';
import { prepareDemo } from './first-run/prepare-demo.ts';
import { lockHome } from './home-lock.ts';
import { quickstartFile } from './quickstart.ts';
import { StartError } from './start-error.ts';
import { stopRequest } from './stop-request.ts';
import { type SupervisedChild, superviseChild } from './supervised-child.ts';

const GATEWAY = path.resolve(import.meta.dirname, '../processes/gateway.ts');
const PAGES = path.resolve(import.meta.dirname, '../processes/pages.ts');
/** On top of the time that requests in flight are given: closing connections, writing what is left. */
const STOP_MARGIN_MS = 5_000;

/**
 * One machine's Heddle: Postgres (unless DATABASE_URL names one), the gateway and the pages. Resolves when it was
 * told to stop and everything it started has ended.
 * @throws StartError, MigrationError
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
    await disconnect();
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
async function prepareAndServe({
  development,
  postgres,
  stopRequested,
  noteChildren,
}: ServeOptions): Promise<void> {
  const settings = environment();
  await migrate(databaseUrl());
  const quickstart = await prepareDemo(settings);
  if (settings.configPath) await applyConfigured(settings.configPath);
  // From here on only the children have business with the database.
  await disconnect();

  const children: SupervisedChild[] = [];
  const common = {
    stopTimeoutMs: settings.shutdownTimeoutMs + STOP_MARGIN_MS,
    onPidChange: () => noteChildren(children.flatMap((child) => child.pid() ?? [])),
  };
  const gateway = superviseChild({
    ...common,
    name: 'gateway',
    entry: GATEWAY,
    arguments: [...(postgres ? ['--embedded-postgres'] : []), ...(development ? ['--dev'] : [])],
    // A gateway that was started again has to be told where the pages are.
    onReady: () => gateway.send({ type: 'pages', port: pagesPort }),
    onDown: () => undefined,
  });
  children.push(gateway);
  let pagesPort: number | null = null;
  const tellGateway = (port: number | null) => {
    pagesPort = port;
    gateway.send({ type: 'pages', port });
  };
  const pages = superviseChild({
    ...common,
    name: 'pages',
    entry: PAGES,
    arguments: development ? ['--dev'] : [],
    environment: pagesEnvironment(development),
    onReady: tellGateway,
    onDown: () => tellGateway(null),
  });
  children.push(pages);
  common.onPidChange();

  try {
    const databaseEnded = postgres?.ended.then((reason) =>
      Promise.reject(new StartError(`Postgres ended: ${reason}`)),
    );
    const brokenOff = Promise.race([
      stopRequested,
      gateway.givenUp,
      pages.givenUp,
      ...(databaseEnded ? [databaseEnded] : []),
    ]);
    await Promise.race([Promise.all([gateway.ready, pages.ready]).then(announce), brokenOff]);
    await brokenOff;
  } finally {
    // The gateway first: what it has in flight needs the database, and may need the pages.
    await gateway.stop();
    await pages.stop();
  }

  function announce(): void {
    if (quickstart) announceQuickstart(quickstart, quickstartFile(settings.home));
    else announceReady(settings.publicUrl);
  }
}

/** What the pages' process is told beyond the environment of this one. next-auth reads variables of its own. */
function pagesEnvironment(development: boolean): Record<string, string | undefined> {
  const explicitUrl = environmentVariable('HEDDLE_PUBLIC_URL');
  return {
    NODE_ENV: development ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_SECRET: authSecret(),
    NEXTAUTH_URL: explicitUrl,
    // Without a fixed address, the one the browser used counts; the gateway's process writes it into X-Forwarded-Host.
    AUTH_TRUST_HOST: explicitUrl ? undefined : '1',
  };
}
