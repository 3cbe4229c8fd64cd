import type { JsonValue } from '../../canonical/json.ts';
import { redactSecrets } from '../../platform/redact-secrets.ts';
import type { RequestContent, UsageRecord } from '../ledger.ts';
import type { LedgerEntry } from './entry.ts';

/** Longer prompts and answers are cut: these rows are for people to read. */
const LONGEST_TEXT = 1024 * 1024;

/** Usage as providers send it is a few small objects; an upstream that sends more is not to be trusted with it. */
const DEEPEST_USAGE = 8;
const MOST_USAGE_VALUES = 500;
const LONGEST_USAGE_TEXT = 200;

/** A record and its content as they may be kept: bounded, and without known credentials. */
export function prepareEntry(record: UsageRecord, content: RequestContent | undefined): LedgerEntry {
  return {
    record: isPlainUsage(record.rawUsage) ? record : { ...record, rawUsage: null },
    content: content
      ? { request: prepareText(content.request), response: prepareText(content.response) }
      : null,
  };
}

function prepareText(text: string): string {
  return redactSecrets(text.slice(0, LONGEST_TEXT));
}

function isPlainUsage(usage: JsonValue | null): boolean {
  let values = 0;
  const visit = (value: JsonValue | undefined, depth: number): boolean => {
    if (++values > MOST_USAGE_VALUES || depth > DEEPEST_USAGE) return false;
    if (typeof value === 'string') return isPlainText(value);
    if (value === null || typeof value !== 'object') return true;
    if (Array.isArray(value)) return value.every((member) => visit(member, depth + 1));
    for (const name in value) {
      if (!isPlainName(name) || !visit(value[name], depth + 1)) return false;
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
