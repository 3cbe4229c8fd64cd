import { readFile } from 'node:fs/promises';
import { ConfigurationError } from './configuration-error.ts';
import type { Configuration } from './configuration-file.ts';
import { parseConfiguration } from './parse-configuration.ts';

/**
 * What a YAML file says, checked as far as that goes without a database.
 * @throws ConfigurationError naming every problem, with path and reason
 */
export async function readConfigurationFile(path: string): Promise<Configuration> {
  return parseConfiguration(await readText(path), path);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'it cannot be read';
    throw new ConfigurationError(path, [`${reason}; HEDDLE_CONFIG says where it is`], { cause });
  }
}
