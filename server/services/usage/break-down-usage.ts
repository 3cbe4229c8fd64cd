import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { widenRange, widenToHours } from './cover-range.ts';
import { reachesAllTeams } from './reaches-all-teams.ts';
import { readGroups } from './read-groups.ts';
import { readLabels } from './read-labels.ts';
import { readUsage } from './read-usage.ts';
import { breakdowns } from './usage-breakdown.ts';
import { checkRange, timeZone, usageFilter } from './usage-filter.ts';
import { UsageSum } from './usage-sum.ts';
import { checkTagFilters } from './usage-tag-source.ts';
import { presentTotals, usageTotals } from './usage-totals.ts';

export const breakDownUsage = defineOperation({
  name: 'usage.breakdown',
  kind: 'query',
  scope: 'tenant',
  permission: 'usage:read',
  summary:
    'Totals of a time range by day, model, API key, team, channel, provider, endpoint or tag, dearest first (days in order). A request counts for each of its tags.',
  rest: { method: 'GET', path: '/usage/breakdown' },
  input: z.object({
    ...usageFilter,
    timeZone,
    by: z.enum(breakdowns),
    limit: z.int().min(1).max(1_000).default(100),
  }),
  output: z.object({
    items: z.array(
      usageTotals.extend({
        /**
         * A day (2026-01-31), a name, or an id. Null where no channel answered, of models together that the tenant does
         * not have, and of tags together that are not among the 500 in use that were there first.
         */
        value: z.string().nullable(),
        /** For people: the value, or the name that belongs to the id; null when what it names is gone. */
        label: z.string().nullable(),
        /** What tells two of one label apart: a key's first characters, a channel's provider; else null. */
        hint: z.string().nullable(),
      }),
    ),
    /** More values than `limit` were found. */
    truncated: z.boolean(),
    /** All values beyond `limit` together; null when there are none. */
    others: usageTotals.nullable(),
    /** Everything that matches, once. */
    totals: usageTotals,
    /** What was counted: the range, widened to whole minutes; where it is older than 3 days, or for tags, to whole hours. */
    from: time,
    to: time,
  }),
  run: async ({ transaction, role }, { by, limit, timeZone, from, to, ...conditions }) => {
    checkRange({ from, to });
    const isByTag = by === 'tag' || conditions.tag !== undefined;
    if (isByTag) checkTagFilters(conditions);
    if (isByTag && !['tag', 'team', 'day'].includes(by)) {
      throw new Fault(
        'invalid_request',
        'by: expected tag, team or day; usage of a tag is not kept by anything else',
        {
          path: 'by',
        },
      );
    }
    const range = (isByTag ? widenToHours : widenRange)(from, to);
    const reach = reachesAllTeams(role);
    const { groups, others } = await readGroups(
      transaction,
      range,
      conditions,
      { by, limit, timeZone },
      reach,
    );
    const labels = await readLabels(
      transaction,
      by,
      groups.flatMap(({ value }) => value ?? []),
    );
    const totals =
      by === 'tag' ? await readUsage(transaction, range, conditions, reach) : sumOf(groups, others);
    return {
      ...range,
      items: groups.map(({ value, usage }) => ({
        value,
        ...(labels ? (labels.get(value ?? '') ?? { label: null, hint: null }) : { label: value, hint: null }),
        ...presentTotals(usage),
      })),
      truncated: others !== null,
      others: others && presentTotals(others),
      totals: presentTotals(totals),
    };
  },
});

function sumOf(groups: readonly { usage: UsageSum }[], others: UsageSum | null): UsageSum {
  const sum = new UsageSum();
  for (const { usage } of groups) sum.merge(usage);
  if (others) sum.merge(others);
  return sum;
}
