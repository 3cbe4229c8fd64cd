import { z } from 'zod';
import { count, id, line, modelName, nanoUsd, oneOrMore, time } from '../fields.ts';

/** A status, or a class of them: `404`, `5xx`. */
const status = z
  .string()
  .max(3)
  .regex(/^[1-5](?:xx|\d\d)$/, 'Expected a status such as 404, or a class such as 4xx');

/** Which requests to show; those that match every filter given, and of a filter's list any. */
export const logFilter = {
  from: time.optional(),
  to: time.optional(),
  /**
   * Any part of the request id, a model, a key's name or prefix, a channel's name, an error's code, the end user or a
   * tag.
   */
  text: line(100).optional(),
  /** As the client asked for it, or as the provider knows the one that answered. */
  model: oneOrMore(modelName).optional(),
  apiKeyId: oneOrMore(id).optional(),
  teamId: oneOrMore(id).optional(),
  /** That answered, or was tried. */
  channelId: oneOrMore(id).optional(),
  /** That was tried, and did not give the answer. */
  triedChannelId: oneOrMore(id).optional(),
  provider: oneOrMore(line(100)).optional(),
  /** Path template, e.g. /v1/chat/completions. */
  endpoint: oneOrMore(line(200)).optional(),
  stream: z.boolean().optional(),
  outcome: z.enum(['success', 'failure']).optional(),
  /** What the client was answered. */
  status: oneOrMore(status).optional(),
  /** Code from the error table. */
  errorCode: oneOrMore(line(100)).optional(),
  requestId: oneOrMore(id).optional(),
  endUser: oneOrMore(line(128)).optional(),
  tag: oneOrMore(line(40)).optional(),
  minCostNanoUsd: nanoUsd.optional(),
  maxCostNanoUsd: nanoUsd.optional(),
  minLatencyMs: count.optional(),
  maxLatencyMs: count.optional(),
  minFirstByteMs: count.optional(),
  maxFirstByteMs: count.optional(),
  minInputTokens: count.optional(),
  maxInputTokens: count.optional(),
  minOutputTokens: count.optional(),
  maxOutputTokens: count.optional(),
};

export type LogFilter = z.output<z.ZodObject<typeof logFilter>>;
