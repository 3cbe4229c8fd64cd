import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonValue } from '../../server/canonical/json.ts';

const project = path.resolve(import.meta.dirname, '../..');
const fixtures = path.join(project, 'tests/fixtures/wire');
const corpus = path.resolve(process.env.CONFORMANCE_CORPUS ?? path.join(project, '../shared/corpus'));
const snapshots = path.join(corpus, 'lingua/payloads/snapshots');
const corpusFormats: Readonly<Record<DialectName, string>> = {
  'openai-chat': 'chat-completions',
  'anthropic-messages': 'anthropic',
  gemini: 'google',
};

export type WireFile = 'request' | 'response' | 'response-streaming' | 'error';

export interface WireCase {
  name: string;
  body: JsonValue;
}

/** Whether recorded wire data lies beside the project; without it the project's own fixtures have to do. */
export const hasCorpus = existsSync(snapshots);

/** Recorded and hand-written bodies of one format, their follow-ups included. */
export function wireCases(dialect: DialectName, file: WireFile): WireCase[] {
  const cases = casesIn(path.join(fixtures, dialect), file, (name) => name);
  if (hasCorpus) {
    const format = corpusFormats[dialect];
    cases.push(...casesIn(snapshots, file, (name) => path.join(name, format)));
  }
  return cases;
}

function casesIn(folder: string, file: WireFile, within: (name: string) => string): WireCase[] {
  if (!existsSync(folder)) return [];
  const cases: WireCase[] = [];
  for (const name of readdirSync(folder)) {
    for (const prefix of ['', 'followup-']) {
      const location = path.join(folder, within(name), `${prefix}${file}.json`);
      if (!existsSync(location)) continue;
      const body: JsonValue = JSON.parse(readFileSync(location, 'utf8'));
      cases.push({ name: `${name}/${prefix}${file}`, body });
    }
  }
  return cases;
}
