import { z } from 'zod';
import { DEMO_TENANT } from '../../store/demo-tenant.ts';
import { baseUrl, channelModelsInput, priority, weight } from '../channels/channel.ts';
import { displayName, line, secretText, slug } from '../fields.ts';
import { keyModels } from '../keys/key.ts';
import { privateNetworksInput } from '../tenants/private-networks.ts';
import { countersAway, tenantSlug } from '../tenants/tenant.ts';
import { configuredPrices, configuredRules } from './configured-rules.ts';

/** Of each kind in a place. What is made by a script for more is made by the API. */
const mostRows = 1000;

const team = z.strictObject({ slug, name: displayName, ...configuredRules });

const channel = z.strictObject({
  name: displayName,
  /** Id in the provider registry. */
  provider: line(100),
  baseUrl: baseUrl.optional(),
  /** The provider's credential. */
  apiKey: secretText.optional(),
  models: channelModelsInput,
  priority: priority.default(0),
  weight: weight.default(1),
  enabled: z.boolean().default(true),
});

const key = z.strictObject({
  name: displayName,
  /** Slug of one of the tenant's teams. */
  team: slug,
  /** A fixed secret, for tests and CI; without it one is made when the key is, and told once. */
  secret: z
    .string()
    .min(20, 'Expected at least 20 characters')
    .max(200)
    .regex(/^[\x21-\x7e]+$/, 'Expected printable ASCII without spaces')
    .optional(),
  models: keyModels.default([]),
  ...configuredRules,
});

const tenant = z.strictObject({
  // The file is the operator's, who may furnish the demo too.
  slug: z.union([z.literal(DEMO_TENANT), tenantSlug]),
  /** Without it the slug, where the tenant has none yet. */
  name: displayName.optional(),
  storeContent: z.boolean().default(false),
  /** Networks outside the public internet that the channels may reach; without it they stay as they are. */
  privateNetworks: privateNetworksInput.optional(),
  teams: z.array(team).max(mostRows).default([]),
  channels: z.array(channel).max(mostRows).default([]),
  keys: z.array(key).max(mostRows).default([]),
  /** What becomes of requests with budgets while nothing can be counted; without it, it stays as it is. */
  countersAway: countersAway.optional(),
  ...configuredRules,
  /** Own prices, in the place of the catalogue's. */
  prices: configuredPrices,
});

/**
 * What a configuration file says. Everything it names is made or brought to this state; nothing else is touched. Limits,
 * budgets and prices belong to what they stand with: of something that is still named, those that the file set and no
 * longer names are taken away.
 */
export const configurationFile = z.strictObject({ tenants: z.array(tenant).max(mostRows) });

export type Configuration = z.output<typeof configurationFile>;
export type ConfiguredTenant = z.output<typeof tenant>;
export type ConfiguredChannel = z.output<typeof channel>;
export type ConfiguredKey = z.output<typeof key>;
