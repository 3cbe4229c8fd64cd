import { ConfigurationError } from '../services/configuration/configuration-error.ts';
import { readConfigurationFile } from '../services/configuration/read-configuration-file.ts';
import { StartError } from './start-error.ts';

/**
 * Refuses a start with a file that could not be applied, before anything is made.
 * @throws StartError with every problem of the file
 */
export async function checkConfigured(file: string): Promise<void> {
  try {
    await readConfigurationFile(file);
  } catch (error) {
    throw error instanceof ConfigurationError ? new StartError(error.message, { cause: error }) : error;
  }
}
