import { z } from 'zod';
import type { Prisma } from '../../platform/db/prisma.ts';
import { limitMeters, limitPeriods } from '../../store/rules.ts';
import { displayName, id, time } from '../fields.ts';
import type { TenantContext } from '../operation.ts';
import { modelsKey } from '../rules/match-rules.ts';
import { mayChangeRule } from '../rules/may-change-rule.ts';
import { newestKeys, withPlace } from '../rules/newest-keys.ts';
import { ruleModels, ruleScopeOutput, ruleStateOutput } from '../rules/rule-fields.ts';

const LARGEST = 1_000_000_000_000;

const meter = z.enum(limitMeters);
const per = z.enum(limitPeriods).nullable();
/** `window`: no more than the amount in any period. `bucket`: it fills evenly, and bursts up to the amount. */
const algorithm = z.enum(['window', 'bucket']);
/** Requests, tokens, or requests at once. */
export const limitAmount = z.int().min(1).max(LARGEST);

/** What a limit counts, and how much of it may be. */
export const limitInput = {
  meter,
  amount: limitAmount,
  /** Null for `concurrency`, and only then. */
  per: per.default(null),
  algorithm: algorithm.default('window'),
  models: ruleModels.default([]),
};

/** With what goes together checked. */
export const wantedLimit = z.strictObject(limitInput).refine(hasItsPeriod, {
  path: ['per'],
  message: 'Expected none with concurrency, and one with anything else',
});

/** Requests at once are counted at every moment, everything else in a period. */
export function hasItsPeriod({ meter, per }: { meter: string; per: string | null }): boolean {
  return (meter === 'concurrency') === (per === null);
}

export type WantedLimit = z.output<typeof wantedLimit>;

export const limitOutput = z.object({
  id,
  ...ruleScopeOutput,
  /** Requests that this channel is asked for; null: whichever channel is. */
  channel: z.object({ id, name: displayName }).nullable(),
  meter,
  amount: limitAmount,
  per,
  algorithm,
  ...ruleStateOutput,
  createdAt: time,
  updatedAt: time,
});

const withScope = { ...withPlace, channel: { select: { id: true, name: true } } } as const;

export type LimitRow = Prisma.LimitGetPayload<object>;

/** These limits as the output, in this order; those that are gone are left out. */
export async function presentLimits(context: TenantContext, ids: readonly string[]) {
  const rows = await context.transaction.limit.findMany({
    where: { id: { in: [...ids] } },
    include: withScope,
  });
  const keys = await newestKeys(context.transaction, rows);
  const presented = new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        meter: meter.parse(row.meter),
        per: per.parse(row.per),
        algorithm: algorithm.parse(row.algorithm),
        amount: Number(row.amount),
        key: keys.get(row.apiKeyId ?? '') ?? null,
        changeable: mayChangeRule(context, row),
      },
    ]),
  );
  return ids.flatMap((each) => presented.get(each) ?? []);
}

export async function presentLimit(context: TenantContext, limitId: string) {
  const [limit] = await presentLimits(context, [limitId]);
  if (!limit) throw new Error('One limit was there, and none was read.');
  return limit;
}

/** What a limit counts: another amount makes it no other limit. */
export function countedBy({
  meter,
  per,
  algorithm,
  models,
  channelId = null,
}: {
  meter: string;
  per: string | null;
  algorithm: string;
  models: readonly string[];
  channelId?: string | null;
}): string {
  return JSON.stringify([meter, per, algorithm, modelsKey(models), channelId]);
}
