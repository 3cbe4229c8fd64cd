import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { tagPattern } from '../../canonical/tag.ts';
import { id, line, modelName, oneOrMore, time } from '../fields.ts';

const DAY_MS = 86_400_000;
const LONGEST_RANGE_MS = 400 * DAY_MS;

/** Region/City, or a short name such as UTC. Postgres would read an offset such as +05:30 the other way round. */
const TIME_ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

/** Which requests to count: from `from` on, before `to`, and of those, the ones that match every filter given. */
export const usageFilter = {
  from: time,
  to: time,
  teamId: oneOrMore(id).optional(),
  apiKeyId: oneOrMore(id).optional(),
  /** Of the channel that answered. */
  channelId: oneOrMore(id).optional(),
  /** Id in the provider registry, of the channel that answered. */
  provider: oneOrMore(line(100)).optional(),
  /** As the client asked for it. */
  model: oneOrMore(modelName).optional(),
  /** Path template, e.g. /v1/chat/completions. */
  endpoint: oneOrMore(line(200)).optional(),
  outcome: z.enum(['success', 'failure']).optional(),
  /** Of those it was labelled with. Beside it, `teamId` and `outcome` are the only filters. */
  tag: z
    .string()
    .max(40)
    .regex(tagPattern, 'Expected 1 to 40 letters, digits, "_", ".", ":" or "-"')
    .optional(),
};

/** Name from the IANA database; days begin at its midnight. */
export const timeZone = z
  .string()
  .max(100)
  .refine(isTimeZone, 'Expected a name of the IANA time zone database')
  .default('UTC');

/** Browsers do not agree on which of a zone's names to give (Asia/Kolkata, Asia/Calcutta): any will do. */
function isTimeZone(name: string): boolean {
  if (!TIME_ZONE_NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

type UsageFilter = z.output<z.ZodObject<typeof usageFilter>>;

/** @throws Fault invalid_request when the range is empty or longer than 400 days */
export function checkRange({ from, to }: Pick<UsageFilter, 'from' | 'to'>): void {
  const lengthMs = to.getTime() - from.getTime();
  if (lengthMs > 0 && lengthMs <= LONGEST_RANGE_MS) return;
  throw new Fault('invalid_request', 'to: expected a time after from, at most 400 days later', {
    path: 'to',
  });
}
