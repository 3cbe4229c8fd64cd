import { z } from 'zod';
import { displayName, id, line } from '../fields.ts';
import { teamReference } from '../teams/team.ts';

/** Patterns of public names, with `*` for any characters; empty: every model. */
export const ruleModels = z.array(line(200)).max(50);

/** What a rule is on; with none of them, the whole tenant. */
export const rulePlaceInput = {
  /** Of no use beside `apiKeyId`: a key has one team. */
  teamId: id.nullable().default(null),
  apiKeyId: id.nullable().default(null),
};

/** Whom a rule holds for, as lists show it. */
export const ruleScopeOutput = {
  /** Null: every team of the tenant. Of a rule on a key, the key's. */
  team: teamReference.nullable(),
  /** Null: every key. Where the key was rotated, the newest one; the rule holds for those before it too, and all count together. */
  key: z.object({ id, name: displayName, prefix: z.string() }).nullable(),
  models: ruleModels,
};

/** Who may do what about a rule. */
export const ruleStateOutput = {
  /** Set by a configuration file, which brings it back to what it says at the next start. */
  configured: z.boolean(),
  /** The caller may change and delete it. */
  changeable: z.boolean(),
};
