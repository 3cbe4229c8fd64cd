import type { Messages } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import type { AuditEvent } from './audit-event';

export type Told = Pick<
  AuditEvent,
  'operation' | 'actorType' | 'actorName' | 'actorLabel' | 'targetId' | 'targetName' | 'details'
>;

/** Words of the reader's language that stand in sentences. */
export type Words = {
  locale: string;
  actor: (event: Told) => string;
  role: (name: 'owner' | 'member') => string;
  field: (name: keyof Messages['audit']['fields']) => string;
};

export type SentenceValues = Record<string, string | number>;

type Details = Readonly<Record<string, unknown>>;

/** What the sentence of an event takes: who, to what, and what its details say. */
export function sentenceValues(event: Told, words: Words): SentenceValues {
  const details: Details = Object(event.details);
  const specific = Object.hasOwn(specifics, event.operation) ? specifics[event.operation] : undefined;
  return {
    operation: event.operation,
    actor: words.actor(event),
    target: targetOf(event, details),
    ...specific?.(details, words),
  };
}

function targetOf({ targetName, targetId }: Told, details: Details): string {
  const prefix = readText(details, 'prefix');
  const name = targetName ?? targetId ?? '–';
  return prefix === '' ? name : `${name} (${prefix}…)`;
}

type FieldName = Parameters<Words['field']>[0];

/** Names of the fields that were given, in the order in which forms have them. */
function fieldsOf(details: Details, words: Words, named: Partial<Record<string, FieldName>>): string {
  const given = Object.entries(named).flatMap(([field, name]) =>
    name && details[field] !== undefined ? [words.field(name)] : [],
  );
  return new Intl.ListFormat(words.locale).format(given.length > 0 ? given : [words.field('name')]);
}

function readText(details: Details, field: string): string {
  const value = details[field];
  return typeof value === 'string' ? value : '';
}

function roleOf(details: Details, field: string, words: Words): string {
  return words.role(details[field] === 'owner' ? 'owner' : 'member');
}

const channelFields = {
  name: 'name',
  baseUrl: 'baseUrl',
  credentialReplaced: 'credential',
  models: 'models',
  priority: 'priority',
  weight: 'weight',
  enabled: 'enabled',
} as const;

function limitOf(details: Details): SentenceValues {
  const [meter, per] = [readText(details, 'meter'), readText(details, 'per')];
  return { meter, per, amount: Number(details.amount) || 0 };
}

function budgetOf(details: Details): SentenceValues {
  return {
    usd: readText(details, 'usd'),
    before: readText(details, 'previousUsd'),
    per: readText(details, 'per'),
    spent: readText(details, 'spentUsd') || 'none',
  };
}

const specifics: Record<string, (details: Details, words: Words) => SentenceValues> = {
  'account.changePassword': ({ endedSessions }) => ({ count: Number(endedSessions) || 0 }),
  'account.update': (details, words) => ({
    fields: fieldsOf(details, words, { name: 'name', locale: 'locale', timeZone: 'timeZone' }),
  }),
  'tenants.update': (details, words) => {
    const { name, slug, storeContent, countersAway } = details;
    const onlyStoring =
      typeof storeContent === 'boolean' &&
      name === undefined &&
      slug === undefined &&
      countersAway === undefined;
    return {
      change: onlyStoring ? (storeContent ? 'storeOn' : 'storeOff') : 'fields',
      fields: fieldsOf(details, words, {
        name: 'name',
        slug: 'slug',
        storeContent: 'storeContent',
        countersAway: 'countersAway',
      }),
    };
  },
  'teams.update': (details) => {
    const [before, after] = [readText(details, 'previousName'), readText(details, 'name')];
    return { before, change: before !== '' && after !== '' && before !== after ? 'rename' : 'fields' };
  },
  'members.updateRole': (details, words) => {
    const { role, previousRole, teamIds } = details;
    const changesRole = role !== undefined && previousRole !== undefined && role !== previousRole;
    return {
      change: changesRole ? 'role' : Array.isArray(teamIds) ? 'teams' : 'fields',
      before: roleOf(details, 'previousRole', words),
      after: roleOf(details, 'role', words),
    };
  },
  'members.remove': (details) => ({
    keys: Array.isArray(details.keyIds) ? readText(details, 'keys') : 'none',
  }),
  'members.invite': (details, words) => ({ role: roleOf(details, 'role', words) }),
  'keys.update': (details, words) => ({
    fields: fieldsOf(details, words, { name: 'name', models: 'models', expiresAt: 'expiresAt' }),
  }),
  'limits.create': limitOf,
  'limits.update': (details) => ({ ...limitOf(details), before: Number(details.previousAmount) || 0 }),
  'limits.set': ({ limits }) => ({ count: Array.isArray(limits) ? limits.length : 0 }),
  'limits.delete': limitOf,
  'budgets.create': budgetOf,
  'budgets.update': (details, words) => ({
    ...budgetOf(details),
    change: details.usd === undefined ? 'fields' : 'amount',
    fields: fieldsOf(details, words, { thresholds: 'thresholds', hard: 'hard', caps: 'caps' }),
  }),
  'budgets.set': ({ budgets }) => ({ count: Array.isArray(budgets) ? budgets.length : 0 }),
  'budgets.reset': budgetOf,
  'budgets.delete': budgetOf,
  'channels.update': (details, words) => {
    const given = Object.keys(channelFields).filter((field) => details[field] !== undefined);
    const onlySwitch = given.length === 1 && typeof details.enabled === 'boolean';
    return {
      change: onlySwitch ? (details.enabled ? 'on' : 'off') : 'fields',
      fields: fieldsOf(details, words, channelFields),
    };
  },
  'channels.setEnabled': ({ ids, enabled }) => ({
    count: Array.isArray(ids) ? ids.length : 0,
    change: enabled === true ? 'on' : 'off',
  }),
  'platform.adjustLedger': (details) => {
    const nanoUsd = readText(details, 'nanoUsd');
    const isRefund = nanoUsd.startsWith('-');
    return {
      change: isRefund ? 'refund' : 'adjustment',
      amount: formatNanoUsd(nanoUsd.replace('-', '') || '0', { exact: true }),
      reason: readText(details, 'reason'),
    };
  },
  'platform.setPrivateNetworks': ({ networks }) => ({ count: Array.isArray(networks) ? networks.length : 0 }),
};
