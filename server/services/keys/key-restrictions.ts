import { z } from 'zod';
import { endpointKinds } from '../../canonical/endpoint-kind.ts';
import { MOST_TAGS, tagPattern } from '../../canonical/tag.ts';
import { ipNetwork, modelName } from '../fields.ts';

const MOST_MODELS = 500;
const MOST_ADDRESSES = 100;

/** Public names of models it may call, with `*` for any characters; empty means all. */
export const keyModels = z.array(modelName).max(MOST_MODELS);

const tag = z
  .string()
  .trim()
  .max(40)
  .regex(tagPattern, 'Expected 1 to 40 letters, digits, "_", ".", ":" or "-"');

/** What a key may do and what its requests carry, as whoever makes it says. */
export const keyRestrictions = {
  models: keyModels,
  /** Networks its requests may come from, in CIDR notation; empty means any. */
  addresses: z.array(ipNetwork).max(MOST_ADDRESSES),
  /** Kinds of endpoints it may call; empty means all. */
  endpoints: z.array(z.enum(endpointKinds)).max(endpointKinds.length),
  /** Labels that stand in the record of every request, beside those of `x-heddle-tags`. */
  tags: z.array(tag).max(MOST_TAGS),
};

export type KeyRestrictions = z.output<z.ZodObject<typeof keyRestrictions>>;

/** Those of a key that may do everything. */
export const noRestrictions = {
  models: keyRestrictions.models.default([]),
  addresses: keyRestrictions.addresses.default([]),
  endpoints: keyRestrictions.endpoints.default([]),
  tags: keyRestrictions.tags.default([]),
};
