import { createLogger } from '../platform/logger.ts';
import { applyConfigurationFile } from '../services/configuration/apply-configuration-file.ts';
import { ConfigurationError } from '../services/configuration/configuration-error.ts';
import { StartError } from './start-error.ts';

/**
 * Applies the file HEDDLE_CONFIG names, and shows the secrets of keys it made, this once.
 * @throws StartError with every problem of the file
 */
export async function applyConfigured(file: string): Promise<void> {
  try {
    const { changes, newKeys } = await applyConfigurationFile(file);
    createLogger('configuration').info(
      { file, changes },
      `applied the configuration: ${changes.length} changes`,
    );
    for (const { tenant, name, secret } of newKeys) {
      console.log(`New API key ${name} of ${tenant}, shown once: ${secret}`);
    }
  } catch (error) {
    throw error instanceof ConfigurationError ? new StartError(error.message, { cause: error }) : error;
  }
}
