import { z } from 'zod';
import { modelName } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { widenRange } from '../usage/cover-range.ts';
import { reachesAllTeams } from '../usage/reaches-all-teams.ts';
import { readGroups } from '../usage/read-groups.ts';

const DAY_MS = 86_400_000;
const DAYS = 7;
const MOST_MODELS = 1_000;

export const modelFigures = defineOperation({
  name: 'models.figures',
  kind: 'query',
  scope: 'tenant',
  permission: 'models:read',
  summary: 'How much each model was used in the last 7 days, and how quickly it answered.',
  rest: { method: 'GET', path: '/models/figures' },
  input: z.object({}),
  output: z.object({
    /** Of the models that were asked for, dearest first; of a thousand at most. */
    items: z.array(
      z.object({
        model: modelName,
        requests: z.int().min(0),
        /** Of them, those that ended with an error of any kind. */
        failures: z.int().min(0),
        /** Over the whole request, within 2 %; null when there were none. */
        p50LatencyMs: z.number().nullable(),
      }),
    ),
  }),
  run: async ({ transaction, role }) => {
    const now = Date.now();
    const { groups } = await readGroups(
      transaction,
      widenRange(new Date(now - DAYS * DAY_MS), new Date(now + 1)),
      {},
      { by: 'model', limit: MOST_MODELS, timeZone: 'UTC' },
      reachesAllTeams(role),
    );
    return {
      items: groups.flatMap(({ value, usage }) =>
        value === null
          ? []
          : {
              model: value,
              requests: Number(usage.counts.requests),
              failures: Number(usage.counts.failures),
              p50LatencyMs: usage.latencies.percentiles()?.p50 ?? null,
            },
      ),
    };
  },
});
