import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { randomSecret } from '../../crypto/random-secret.ts';
import { secretFromFile } from '../../crypto/secret-file.ts';
import type { DatabaseLogins, DatabaseRole } from '../roles.ts';
import { postgresAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { dataDirectoryIn, startCluster } from './cluster.ts';
import { placePostgres } from './placement.ts';
import { stopPostmaster } from './postmaster.ts';

const DATABASE = 'heddle';

/** The embedded Postgres of a home, running. */
export interface EmbeddedPostgres {
  port: number;
  /** Address of Heddle's database, as the superuser who owns it; createDatabase makes it. */
  databaseUrl: string;
  /** Addresses of the same database, as each of Heddle's roles; giveLogins makes them work. */
  logins: DatabaseLogins;
  /** Settles with a reason when the server ends by itself, never otherwise. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the embedded Postgres that belongs to a home, which is made on first use.
 * @param port a free one when not given
 */
export async function startEmbeddedPostgres(home: string, port?: number): Promise<EmbeddedPostgres> {
  mkdirSync(home, { recursive: true });
  const password = (user: string) =>
    secretFromFile(path.join(home, `${user}.password`), () => randomSecret(24));
  const account = postgresAccount();
  const directory = placePostgres(home, account);
  const cluster = await startCluster({
    directory,
    account,
    binaries: findBinaries(account, path.dirname(directory)),
    password: password('postgres'),
    port,
    settings: { max_connections: '200' },
  });
  const loginUrl = (role: DatabaseRole) => {
    const url = new URL(cluster.url(DATABASE));
    url.username = role;
    url.password = password(role);
    return url.toString();
  };
  return {
    port: cluster.port,
    databaseUrl: cluster.url(DATABASE),
    logins: {
      heddle_app: loginUrl('heddle_app'),
      heddle_platform: loginUrl('heddle_platform'),
      heddle_gateway: loginUrl('heddle_gateway'),
    },
    ended: cluster.ended,
    stop: cluster.stop,
  };
}

/** Stops the embedded Postgres of a home, whoever started it. */
export async function stopEmbeddedPostgres(home: string): Promise<void> {
  await stopPostmaster(dataDirectoryIn(placePostgres(home, postgresAccount())));
}
