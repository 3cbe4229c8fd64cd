import type { JsonValue } from '../../canonical/json.ts';
import { redactSecrets } from '../../platform/redact-secrets.ts';
import type { RequestContent, UsageRecord } from '../ledger.ts';
import type { LedgerEntry } from './entry.ts';
import { keepText } from './keep-text.ts';

/** Usage as providers send it is a few small objects; an upstream that sends more is not to be trusted with it. */
const DEEPEST_USAGE = 8;
const MOST_USAGE_VALUES = 500;
const LONGEST_USAGE_TEXT = 200;
/** Of names and texts together. */
const MOST_USAGE_CHARACTERS = 4 * 1024;

/** Stands in place of what is not kept. */
const OMITTED_USAGE: JsonValue = { omitted: 'too long, too deep, or with a credential in it' };

/** A record and its content as they may be kept: bounded, and without known credentials. A promise where that takes long. */
export function prepareEntry(
  record: UsageRecord,
  content: RequestContent | undefined,
): LedgerEntry | Promise<LedgerEntry> {
  const kept = isPlainUsage(record.rawUsage) ? record : { ...record, rawUsage: OMITTED_USAGE };
  if (!content) return { record: kept, content: null };
  const request = keepText(content.request);
  const response = keepText(content.response);
  if (typeof request === 'string' && typeof response === 'string') {
    return { record: kept, content: { request, response } };
  }
  return Promise.all([request, response]).then(([request, response]) => ({
    record: kept,
    content: { request, response },
  }));
}

function isPlainUsage(usage: JsonValue | null): boolean {
  let values = 0;
  let characters = 0;
  const visit = (value: JsonValue | undefined, depth: number): boolean => {
    if (++values > MOST_USAGE_VALUES || depth > DEEPEST_USAGE) return false;
    if (typeof value === 'string') {
      characters += value.length;
      return characters <= MOST_USAGE_CHARACTERS && isPlainText(value);
    }
    if (value === null || typeof value !== 'object') return true;
    if (Array.isArray(value)) return value.every((member) => visit(member, depth + 1));
    for (const name in value) {
      characters += name.length;
      if (characters > MOST_USAGE_CHARACTERS || !isPlainName(name) || !visit(value[name], depth + 1))
        return false;
    }
    return true;
  };
  return visit(usage, 0);
}

/** Providers use the same few names in every answer. */
const plainNames = new Set<string>();
const MOST_PLAIN_NAMES = 1_000;

function isPlainName(name: string): boolean {
  if (plainNames.has(name)) return true;
  if (!isPlainText(name)) return false;
  if (plainNames.size < MOST_PLAIN_NAMES) plainNames.add(name);
  return true;
}

/** Names of members and service tiers are short words, shorter than any credential. */
function isPlainText(text: string): boolean {
  return text.length < 10 || (text.length <= LONGEST_USAGE_TEXT && redactSecrets(text) === text);
}
