import { keyFigures } from '../../../server/services/keys/key-figures.ts';
import { searchLogs } from '../../../server/services/logs/search-logs.ts';
import { modelFigures } from '../../../server/services/models/model-figures.ts';
import type { Operation } from '../../../server/services/operation.ts';
import { breakDownUsage } from '../../../server/services/usage/break-down-usage.ts';
import { summarizeUsage } from '../../../server/services/usage/summarize-usage.ts';
import { breakdowns } from '../../../server/services/usage/usage-breakdown.ts';
import type { Cast } from './make-records.ts';

const DAY_MS = 86_400_000;

/** Something a page asks for. */
export interface Read {
  name: string;
  operation: Operation;
  input: object;
}

/** What the pages ask for, over the last days. */
export function readsOf({ keys, models }: Cast, now: number, days: number): Read[] {
  const last = (length: number) => ({
    from: new Date(now - length * DAY_MS).toISOString(),
    to: new Date(now).toISOString(),
  });
  const all = last(days);
  const one = { apiKeyId: keys[0]?.id, model: models[0] };
  const summary = (name: string, input: object): Read => ({
    name: `summary, ${name}`,
    operation: summarizeUsage,
    input,
  });
  const breakdown = (name: string, input: object): Read => ({
    name: `breakdown, ${name}`,
    operation: breakDownUsage,
    input: { limit: 1000, ...input },
  });
  return [
    summary('last hour', last(1 / 24)),
    summary('last day', last(1)),
    summary(`${days} days`, all),
    summary(`${days} days, Shanghai`, { ...all, timeZone: 'Asia/Shanghai' }),
    summary(`${days} days, Kolkata`, { ...all, timeZone: 'Asia/Kolkata' }),
    summary(`${days} days, Kolkata, one model`, { ...all, timeZone: 'Asia/Kolkata', model: models[0] }),
    summary(`${days} days, Shanghai, one key`, { ...all, timeZone: 'Asia/Shanghai', apiKeyId: keys[0]?.id }),
    summary(`${days} days, Shanghai, key and model`, { ...all, timeZone: 'Asia/Shanghai', ...one }),
    ...breakdowns.map((by) => breakdown(`by ${by}, ${days} days`, { ...all, by })),
    breakdown(`by key of one model, ${days} days`, { ...all, by: 'key', model: models[0] }),
    breakdown('by model, last hour', { ...last(1 / 24), by: 'model' }),
    { name: 'keys.figures', operation: keyFigures, input: {} },
    { name: 'models.figures', operation: modelFigures, input: {} },
    { name: 'logs.search', operation: searchLogs, input: { limit: 50 } },
  ];
}
