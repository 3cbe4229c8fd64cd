import type { UsageRecord } from '../ledger.ts';

/** Stands for what earlier versions did not write down, where one left a line on disk. */
export const unknownDetails: Pick<
  UsageRecord,
  'errorMessage' | 'triedChannelIds' | 'endUser' | 'tags' | 'replayOf' | 'reservation'
> = {
  errorMessage: null,
  triedChannelIds: [],
  endUser: null,
  tags: [],
  replayOf: null,
  reservation: null,
};
