import { Fault } from '../../canonical/fault.ts';
import { checkBaseUrl } from '../channels/check-base-url.ts';
import { findKnownProvider } from '../channels/find-known-provider.ts';
import { checkCredential } from '../channels/store-credential.ts';
import type { Configuration, ConfiguredChannel, ConfiguredTenant } from './configuration-file.ts';

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

function checkTenant(
  { teams, channels, keys, privateNetworks = [] }: ConfiguredTenant,
  path: string,
): string[] {
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
  ];
}

function checkChannel(
  channel: ConfiguredChannel,
  privateNetworks: readonly string[],
  path: string,
): string[] {
  try {
    const provider = findKnownProvider(channel.provider, `${path}.provider`);
    checkCredential(provider, channel.apiKey !== undefined, `${path}.apiKey`);
    checkBaseUrl(provider, channel.baseUrl ?? null, privateNetworks, `${path}.baseUrl`);
    return [];
  } catch (error) {
    if (error instanceof Fault) return [error.message];
    throw error;
  }
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
