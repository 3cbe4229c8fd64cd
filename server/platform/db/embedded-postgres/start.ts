import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { randomSecret } from '../../crypto/random-secret.ts';
import { secretFromFile } from '../../crypto/secret-file.ts';
import { postgresAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { type Cluster, dataDirectoryIn, startCluster } from './cluster.ts';
import { placePostgres } from './placement.ts';
import { stopPostmaster } from './postmaster.ts';

/** Starts the embedded Postgres that belongs to a home, made on first use. */
export async function startEmbeddedPostgres(home: string): Promise<Cluster> {
  mkdirSync(home, { recursive: true });
  const account = postgresAccount();
  const directory = placePostgres(home, account);
  return startCluster({
    directory,
    account,
    binaries: findBinaries(account, directory),
    password: secretFromFile(path.join(home, 'postgres.password'), () => randomSecret(24)),
    settings: { max_connections: '200' },
  });
}

/** Stops the embedded Postgres of a home, whoever started it. */
export async function stopEmbeddedPostgres(home: string): Promise<void> {
  await stopPostmaster(dataDirectoryIn(placePostgres(home, postgresAccount())));
}
