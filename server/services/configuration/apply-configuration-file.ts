import { asPlatform } from '../../platform/db/prisma.ts';
import { applyTenant } from './apply-tenant.ts';
import { ConfigurationError } from './configuration-error.ts';
import { readConfigurationFile } from './read-configuration-file.ts';

/** What applying a configuration did. */
export interface AppliedConfiguration {
  /** One line per thing made or changed, for people; empty when everything was so already. */
  changes: string[];
  /** Secrets of keys that were made without a fixed one. They are told this once. */
  newKeys: { tenant: string; name: string; secret: string }[];
}

/**
 * Brings the database to the state a YAML file describes, in one transaction: all of it or nothing. Applying
 * it again changes nothing. What the file does not name stays as it is.
 * @throws ConfigurationError naming every problem, with path and reason
 */
export async function applyConfigurationFile(path: string): Promise<AppliedConfiguration> {
  const { tenants } = await readConfigurationFile(path);
  return asPlatform(async (transaction) => {
    // Of several processes that start together, one applies at a time.
    await transaction.$queryRaw`select pg_advisory_xact_lock(hashtext('heddle configuration'))::text`;
    const applied: AppliedConfiguration = { changes: [], newKeys: [] };
    for (const [index, tenant] of tenants.entries()) {
      const { changes, newKeys } = await applyTenant(transaction, tenant, (place, reason) => {
        throw new ConfigurationError(path, [`tenants[${index}].${place}: ${reason}`]);
      });
      applied.changes.push(...changes);
      applied.newKeys.push(...newKeys);
    }
    return applied;
  });
}
