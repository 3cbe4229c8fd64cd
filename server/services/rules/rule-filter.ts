import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { id, modelName } from '../fields.ts';

/** Which rules to show; those that match every filter given. */
export const ruleFilter = {
  /** On the tenant itself, on teams, or on keys. */
  place: z.enum(['tenant', 'team', 'key']).optional(),
  /** On the team, or on keys of it. */
  teamId: id.optional(),
  /** On any of these keys, or on those that they were rotated from. */
  apiKeyId: z.union([id, z.array(id).max(200)]).optional(),
  /** That hold for this model: for every model, or by a pattern. */
  model: modelName.optional(),
};

type RuleFilter = z.output<z.ZodObject<typeof ruleFilter>>;

const places = {
  tenant: Prisma.sql`team_id is null`,
  team: Prisma.sql`team_id is not null and api_key_id is null`,
  key: Prisma.sql`api_key_id is not null`,
};

/** The conditions on rows of `limits` or `budgets`. */
export function matchingRules({ place, teamId, apiKeyId, model }: RuleFilter): Prisma.Sql[] {
  return [
    ...(place === undefined ? [] : [places[place]]),
    ...(teamId === undefined ? [] : [Prisma.sql`team_id = ${teamId}::uuid`]),
    ...(apiKeyId === undefined
      ? []
      : [
          Prisma.sql`api_key_id in (
            select coalesce(rules_key_id, id) from api_keys where id = any (${[apiKeyId].flat()}::uuid[]))`,
        ]),
    ...(model === undefined ? [] : [holdsForModel(model)]),
  ];
}

/** As `matchesModel` has it: `*` is the one character with a meaning. */
function holdsForModel(model: string): Prisma.Sql {
  return Prisma.sql`(coalesce(cardinality(models), 0) = 0 or exists (
    select from unnest(models) as pattern
    where ${model} like replace(regexp_replace(pattern, '([\\\\%_])', '\\\\\\1', 'g'), '*', '%')
  ))`;
}
