import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { requestEndings } from '../../store/ledger.ts';
import { count, id, line, nanoUsd, time } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { utcDay } from './utc-day.ts';

/** What a day's search reads at most, newest first. */
const MOST_SEARCHED = 200_000;
const MOST_SHOWN = 20;
/** Around midnight a provider may count a request on the other day. */
const EDGE_MINUTES = 10;

/** Why a request may be counted differently by its provider, the likeliest first; a request has the first that holds. */
const reasons = ['failed_here', 'broken_off', 'estimated', 'unpriced', 'other_day'] as const;

/** Beyond what `count` takes: totals of many requests. */
const total = z.int().min(0);
const share = { requests: count, inputTokens: total, outputTokens: total, costNanoUsd: nanoUsd };

export const explainDifference = defineOperation({
  name: 'reconciliation.explain',
  kind: 'query',
  scope: 'tenant',
  permission: 'channels:read',
  summary:
    'The requests of a channel and a day that its provider most likely counts differently: those that failed at it, broke off, were estimated, had no price, or came around midnight (UTC).',
  rest: { method: 'GET', path: '/channels/{id}/reconciliation' },
  input: z.object({
    /** Of the channel. */
    id,
    day: utcDay,
    /** The provider's name of the model, or its beginning; all where absent. */
    model: line(200).optional(),
  }),
  output: z.object({
    reasons: z.array(z.object({ reason: z.enum(reasons), ...share })),
    /** The largest of them. */
    requests: z.array(
      z.object({
        id,
        createdAt: time,
        reason: z.enum(reasons),
        model: z.string().nullable(),
        endedBy: z.enum(requestEndings),
        httpStatus: z.int(),
        inputTokens: count,
        outputTokens: count,
        costNanoUsd: nanoUsd,
      }),
    ),
    /** The day had more requests than are looked at; only the newest were. */
    truncated: z.boolean(),
  }),
  run: async ({ transaction }, { id: channelId, day, model }) => {
    found(
      await transaction.channel.findUnique({ where: { id: channelId }, select: { id: true } }),
      'channel',
    );
    const from = new Date(day);
    const pattern = model === undefined ? null : `${model.replace(/[\\%_]/g, '\\$&')}%`;
    const rows = await transaction.$queryRaw<Row[]>(Prisma.sql`
      with searched as (
        select * from usage_records
        where created_at >= ${from}::timestamptz - make_interval(mins => ${EDGE_MINUTES}::int)
          and created_at < ${from}::timestamptz + interval '1 day' + make_interval(mins => ${EDGE_MINUTES}::int)
        order by created_at desc limit ${MOST_SEARCHED}
      ), suspects as (
        select *, case
          when channel_id is distinct from ${channelId}::uuid then 'failed_here'
          when ended_by <> 'completed' then 'broken_off'
          when usage_estimated then 'estimated'
          when price_version is null then 'unpriced'
          when created_at < ${from}::timestamptz + make_interval(mins => ${EDGE_MINUTES}::int)
            or created_at >= ${from}::timestamptz + interval '1 day' - make_interval(mins => ${EDGE_MINUTES}::int)
            then 'other_day'
          end as reason
        from searched
        where (channel_id = ${channelId}::uuid or ${channelId}::uuid = any(tried_channel_ids))
          and (${pattern}::text is null or model_used like ${pattern} or model_requested like ${pattern}
            or exists (select from channel_models where channel_models.channel_id = ${channelId}::uuid
              and name = model_requested and upstream_name like ${pattern}))
      ), ranked as (
        select *, row_number() over (order by input_tokens + output_tokens desc, created_at desc) as place
        from suspects where reason is not null
      )
      select reason, count(*)::int as requests, sum(input_tokens)::bigint as input_tokens,
        sum(output_tokens)::bigint as output_tokens, sum(cost_nano_usd)::bigint as cost_nano_usd,
        (select count(*) from searched)::int as searched,
        coalesce(jsonb_agg(jsonb_build_object(
          'id', id, 'createdAt', created_at, 'model', model_used, 'endedBy', ended_by, 'httpStatus', http_status,
          'inputTokens', input_tokens, 'outputTokens', output_tokens, 'costNanoUsd', cost_nano_usd::text, 'place', place
        )) filter (where place <= ${MOST_SHOWN}), '[]') as shown
      from ranked group by reason`);
    return {
      reasons: reasons.flatMap((reason) => {
        const row = rows.find((each) => each.reason === reason);
        if (!row) return [];
        return {
          reason,
          requests: row.requests,
          inputTokens: Number(row.input_tokens),
          outputTokens: Number(row.output_tokens),
          costNanoUsd: row.cost_nano_usd,
        };
      }),
      requests: rows
        .flatMap(({ reason, shown }) => shown.map((request) => ({ ...request, reason })))
        .sort((one, other) => one.place - other.place)
        .map((request) => ({
          ...request,
          createdAt: new Date(request.createdAt),
          costNanoUsd: BigInt(request.costNanoUsd),
        })),
      truncated: rows.some(({ searched }) => searched === MOST_SEARCHED),
    };
  },
});

interface Row {
  reason: (typeof reasons)[number];
  requests: number;
  input_tokens: bigint;
  output_tokens: bigint;
  cost_nano_usd: bigint;
  searched: number;
  shown: {
    id: string;
    createdAt: string;
    model: string | null;
    endedBy: (typeof requestEndings)[number];
    httpStatus: number;
    inputTokens: number;
    outputTokens: number;
    costNanoUsd: string;
    place: number;
  }[];
}
