import { Fault } from '../../canonical/fault.ts';
import { spendingCountedBy } from '../budgets/budget.ts';
import { checkBaseUrl } from '../channels/check-base-url.ts';
import { findKnownProvider } from '../channels/find-known-provider.ts';
import { checkCredential } from '../channels/store-credential.ts';
import { countedBy } from '../limits/limit.ts';
import { repeatedRules } from '../rules/match-rules.ts';
import type { Configuration, ConfiguredChannel, ConfiguredTenant } from './configuration-file.ts';
import type { ConfiguredRules } from './configured-rules.ts';

/** What the schema cannot say: names that must be unique, teams that must exist, addresses that are allowed. */
export function checkReferences({ tenants }: Configuration): string[] {
  const secrets = tenants.flatMap(({ keys }, index) =>
    keys.map(({ secret }, at) => ({ name: secret, path: `tenants[${index}].keys[${at}].secret` })),
  );
  return [
    ...duplicates(tenants.map(({ slug }, index) => ({ name: slug, path: `tenants[${index}].slug` }))),
    ...duplicates(secrets, 'another key has the same secret'),
    ...tenants.flatMap((tenant, index) => checkTenant(tenant, `tenants[${index}]`)),
  ];
}

function checkTenant(tenant: ConfiguredTenant, path: string): string[] {
  const { teams, channels, keys, privateNetworks = [] } = tenant;
  const slugs = teams.map(({ slug }) => slug);
  return [
    ...duplicates(teams.map(({ slug }, index) => ({ name: slug, path: `${path}.teams[${index}].slug` }))),
    ...duplicates(channels.map(({ name }, index) => ({ name, path: `${path}.channels[${index}].name` }))),
    ...duplicates(keys.map(({ name }, index) => ({ name, path: `${path}.keys[${index}].name` }))),
    ...keys.flatMap(({ team }, index) =>
      slugs.includes(team)
        ? []
        : [
            `${path}.keys[${index}].team: there is no team ${team}; expected one of ${slugs.join(', ') || 'none'}`,
          ],
    ),
    ...channels.flatMap((channel, index) =>
      checkChannel(channel, privateNetworks, `${path}.channels[${index}]`),
    ),
    ...checkRules(tenant, tenant, path),
    ...teams.flatMap((team, index) => checkRules(tenant, team, `${path}.teams[${index}]`)),
    ...keys.flatMap((key, index) => checkRules(tenant, key, `${path}.keys[${index}]`)),
    ...checkPrices(tenant, path),
  ];
}

function checkChannel(
  channel: ConfiguredChannel,
  privateNetworks: readonly string[],
  path: string,
): string[] {
  return faultsOf(() => {
    const provider = findKnownProvider(channel.provider, `${path}.provider`);
    checkCredential(provider, channel.apiKey !== undefined, `${path}.apiKey`);
    checkBaseUrl(provider, channel.baseUrl ?? null, privateNetworks, `${path}.baseUrl`);
  });
}

/** What a check throws, for people. */
function faultsOf(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof Fault) return [error.message];
    throw error;
  }
}

function checkRules(
  { channels }: ConfiguredTenant,
  { limits, budgets }: ConfiguredRules,
  path: string,
): string[] {
  const names = channels.map(({ name }) => name);
  const twice = 'an earlier one counts the same';
  const counted = limits.map((limit) => ({ ...limit, channelId: limit.channel ?? null }));
  return [
    ...limits.flatMap(({ channel }, index) =>
      channel === undefined || names.includes(channel)
        ? []
        : [
            `${path}.limits[${index}].channel: there is no channel ${channel}; expected one of ${names.join(', ') || 'none'}`,
          ],
    ),
    ...repeatedRules(counted, countedBy).map((index) => `${path}.limits[${index}]: ${twice}`),
    ...repeatedRules(budgets, spendingCountedBy).map((index) => `${path}.budgets[${index}]: ${twice}`),
  ];
}

function checkPrices({ prices }: ConfiguredTenant, path: string): string[] {
  const places = prices.map(({ model, provider = '' }, index) => ({
    name: JSON.stringify([model, provider]),
    path: `${path}.prices[${index}].model`,
  }));
  const unknown = prices.flatMap(({ provider }, index) =>
    provider === undefined
      ? []
      : faultsOf(() => findKnownProvider(provider, `${path}.prices[${index}].provider`)),
  );
  return [...duplicates(places), ...unknown];
}

function duplicates(
  named: readonly { name: string | undefined; path: string }[],
  reason = 'it is there twice',
): string[] {
  const seen = new Set<string>();
  return named.flatMap(({ name, path }) => {
    if (name === undefined) return [];
    if (seen.has(name)) return [`${path}: ${reason}`];
    seen.add(name);
    return [];
  });
}
