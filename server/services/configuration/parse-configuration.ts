import { type Document, parseDocument } from 'yaml';
import { environmentVariable } from '../../platform/env.ts';
import { describeIssues } from '../parse-input.ts';
import { checkReferences } from './check-references.ts';
import { ConfigurationError } from './configuration-error.ts';
import { type Configuration, configurationFile } from './configuration-file.ts';
import { shieldReferences, unshieldReferences } from './shield-references.ts';
import { substituteVariables } from './substitute-variables.ts';

/** What its aliases stand for comes on top, a hundred times at most. */
const LONGEST_FILE = 1024 * 1024;

/**
 * Reads the YAML of a configuration file.
 * @param file Its name, for the error
 * @param variable Where `${NAME}` is looked up
 * @throws ConfigurationError with every problem found
 */
export function parseConfiguration(
  text: string,
  file: string,
  variable: (name: string) => string | undefined = environmentVariable,
): Configuration {
  const document = readDocument(text, file);
  if (document.errors.length > 0) {
    throw new ConfigurationError(
      file,
      document.errors.map((error) => error.message.split('\n')[0] ?? error.message),
    );
  }
  const { value, missing } = substituteVariables(readPlain(document, file), variable);
  if (missing.length > 0) throw new ConfigurationError(file, missing);
  const parsed = configurationFile.safeParse(value);
  if (!parsed.success) {
    throw new ConfigurationError(
      file,
      describeIssues(parsed.error).map(({ path, reason }) => `${path || 'the file'}: ${reason}`),
    );
  }
  const problems = checkReferences(parsed.data);
  if (problems.length > 0) throw new ConfigurationError(file, problems);
  return parsed.data;
}

function readDocument(text: string, file: string): Document.Parsed {
  if (text.length > LONGEST_FILE) {
    throw new ConfigurationError(file, [`expected at most ${LONGEST_FILE} characters, found ${text.length}`]);
  }
  try {
    return parseDocument(shieldReferences(text), { prettyErrors: true, uniqueKeys: true });
  } catch (cause) {
    // The parser goes as deep as the text.
    throw new ConfigurationError(file, ['it is nested too deeply to be read'], { cause });
  }
}

function readPlain(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({
      maxAliasCount: 100,
      reviver: (_, value: unknown) => (typeof value === 'string' ? unshieldReferences(value) : value),
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'it cannot be read';
    throw new ConfigurationError(file, [reason], { cause });
  }
}
