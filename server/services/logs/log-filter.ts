import { z } from 'zod';
import type { Prisma } from '../../platform/db/prisma.ts';
import { id, line, modelName, time } from '../fields.ts';

/** Which requests to show; those that match every filter given. */
export const logFilter = {
  from: time.optional(),
  to: time.optional(),
  /** As the client asked for it. */
  model: modelName.optional(),
  apiKeyId: id.optional(),
  teamId: id.optional(),
  channelId: id.optional(),
  provider: line(100).optional(),
  outcome: z.enum(['success', 'failure']).optional(),
  /** What the client was answered. */
  httpStatus: z.int().min(100).max(599).optional(),
  /** Code from the error table. */
  errorCode: line(100).optional(),
  requestId: id.optional(),
};

type LogFilter = z.output<z.ZodObject<typeof logFilter>>;

export function matchingLogs(filter: LogFilter): Prisma.UsageRecordWhereInput {
  const { from, to, model, requestId, outcome, errorCode, ...same } = filter;
  const byOutcome = { success: { errorCode: null }, failure: { errorCode: { not: null } } };
  return {
    ...same,
    id: requestId,
    createdAt: { gte: from, lt: to },
    modelRequested: model,
    AND: [outcome ? byOutcome[outcome] : {}, errorCode ? { errorCode } : {}],
  };
}
