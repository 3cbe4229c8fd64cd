import type { Inputs } from '@/components/api/trpc';
import { parseUsd } from '@/components/format/money';
import type { LogsAddress } from './logs-href';

/** What the list is asked for, without its place in it. */
export type LogInput = Omit<Inputs['logs']['search'], 'cursor' | 'limit' | 'endedAfter'>;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const status = /^[1-5](?:xx|\d\d)$/;
/** Of one filter; the operation takes no more. */
const mostValues = 50;
const mostCount = 2_147_483_647;

/**
 * The search that an address stands for. What the operation would refuse is left out: an address may come from
 * anywhere, and a page that shows too much says so by its filters.
 */
export function readLogInput(
  tenant: string,
  address: LogsAddress,
  bounds: { from?: string; to?: string },
): LogInput {
  const text = address.search?.trim().slice(0, 100);
  return withoutNothing({
    tenant,
    ...bounds,
    text: text || undefined,
    outcome: address.outcome ?? undefined,
    stream: address.stream ?? undefined,
    status: values(address.status, (value) => status.test(value)),
    errorCode: values(address.error),
    model: values(address.model, (value) => value.length <= 200),
    apiKeyId: values(address.key, isId),
    teamId: values(address.team, isId),
    channelId: values(address.channel, isId),
    triedChannelId: values(address.tried, isId),
    provider: values(address.provider),
    endpoint: values(address.endpoint),
    endUser: values(address.user, (value) => value.length <= 128),
    tag: values(address.tag, (value) => value.length <= 40),
    minCostNanoUsd: dollars(address['cost.min']),
    maxCostNanoUsd: dollars(address['cost.max']),
    minLatencyMs: whole(address['latency.min']),
    maxLatencyMs: whole(address['latency.max']),
    minFirstByteMs: whole(address['firstByte.min']),
    maxFirstByteMs: whole(address['firstByte.max']),
    minInputTokens: whole(address['input.min']),
    maxInputTokens: whole(address['input.max']),
    minOutputTokens: whole(address['output.min']),
    maxOutputTokens: whole(address['output.max']),
    sort: address.sort === 'time' ? undefined : address.sort,
    order: address.sort === 'time' ? undefined : address.order,
  });
}

const isId = (value: string) => uuid.test(value);

function values(
  given: readonly string[] | undefined,
  fits: (value: string) => boolean = (value) => value.length <= 100,
): string[] | undefined {
  const fitting = (given ?? []).filter((value) => value.trim() !== '' && fits(value)).slice(0, mostValues);
  return fitting.length > 0 ? fitting : undefined;
}

function whole(value: number | null | undefined): number | undefined {
  if (value === null || value === undefined || !(value >= 0)) return undefined;
  return Math.min(Math.round(value), mostCount);
}

function dollars(value: number | null | undefined): string | undefined {
  if (value === null || value === undefined || !(value >= 0)) return undefined;
  return parseUsd(Math.min(value, 999_999_999).toFixed(9))?.toString();
}

function withoutNothing<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
