import { tmpdir } from 'node:os';
import path from 'node:path';
import { postgresAccount } from '../../server/platform/db/embedded-postgres/account.ts';
import { findBinaries } from '../../server/platform/db/embedded-postgres/binaries.ts';
import { type Cluster, startCluster } from '../../server/platform/db/embedded-postgres/cluster.ts';

/**
 * A Postgres for tests that stop it, or change what belongs to a whole server. Its password is `test`.
 * @param directory its own; every account may pass through what is above
 * @param port a free one when not given
 */
export function startOwnCluster(directory: string, port?: number): Promise<Cluster> {
  const account = postgresAccount();
  return startCluster({
    directory,
    account,
    binaries: findBinaries(account, path.join(tmpdir(), 'heddle-test-binaries')),
    password: 'test',
    port,
    settings: { fsync: 'off' },
  });
}
