import { z } from 'zod';
import type { Transaction } from '../../platform/db/prisma.ts';
import { count, id, nanoUsd, time } from '../fields.ts';
import type { ListedRow } from './listed-columns.ts';
import { outputTokensPerSecond } from './output-speed.ts';

const reference = z.object({ id, name: z.string().nullable() });
/** The secret's first characters tell keys of one name apart. */
const keyReference = reference.extend({ prefix: z.string().nullable() });

/** A request in the list of logs. */
export const logOutput = z.object({
  /** The request id the client saw. */
  id,
  createdAt: time,
  team: reference,
  apiKey: keyReference,
  channel: reference.nullable(),
  /** Channels that were tried and did not give the answer, each once. */
  triedChannels: z.array(reference),
  /** Inbound format, e.g. openai-chat. */
  dialect: z.string(),
  endpoint: z.string(),
  stream: z.boolean(),
  modelRequested: z.string(),
  modelUsed: z.string().nullable(),
  provider: z.string().nullable(),
  inputTokens: count,
  outputTokens: count,
  costNanoUsd: nanoUsd,
  latencyFirstByteMs: count.nullable(),
  latencyMs: count,
  httpStatus: z.int(),
  /** Code from the error table; null on success. */
  errorCode: z.string().nullable(),
  attemptCount: count,
  /** From a stream's first byte to its end; null for what was not streamed or came at once. */
  outputTokensPerSecond: z.number().nullable(),
  /** The sender's own id of the person it was for. */
  endUser: z.string().nullable(),
  /** The sender's labels. */
  tags: z.array(z.string()),
});

/** Adds the names that belong to the ids of usage records, and keys' prefixes; null where the key, team or channel is gone. */
export async function presentLogs<Row extends ListedRow>(transaction: Transaction, rows: readonly Row[]) {
  const named = { id: true, name: true } as const;
  const ids = (read: (row: Row) => string | readonly string[] | null) => ({
    id: { in: [...new Set(rows.flatMap((row) => read(row) ?? []))] },
  });
  const teams = await transaction.team.findMany({ where: ids((row) => row.teamId), select: named });
  const keys = await transaction.apiKey.findMany({
    where: ids((row) => row.apiKeyId),
    select: { ...named, prefix: true },
  });
  const channels = await transaction.channel.findMany({
    where: ids((row) => [...(row.channelId === null ? [] : [row.channelId]), ...row.triedChannelIds]),
    select: named,
  });
  const nameOf = new Map([...teams, ...keys, ...channels].map(({ id, name }) => [id, name]));
  const prefixOf = new Map(keys.map(({ id, prefix }) => [id, prefix]));
  const refer = (id: string) => ({ id, name: nameOf.get(id) ?? null });
  return rows.map((row) => ({
    ...row,
    team: refer(row.teamId),
    apiKey: { ...refer(row.apiKeyId), prefix: prefixOf.get(row.apiKeyId) ?? null },
    channel: row.channelId === null ? null : refer(row.channelId),
    triedChannels: row.triedChannelIds.map(refer),
    outputTokensPerSecond: outputTokensPerSecond(row),
  }));
}
