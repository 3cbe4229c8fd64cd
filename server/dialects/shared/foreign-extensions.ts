import type { DialectName } from '../../canonical/dialect-name.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { Extensions } from '../../canonical/part.ts';
import { nameMember } from './name-loss.ts';

/**
 * The members that `dialect` itself put into the bag; those of other dialects become losses under their own
 * names, where they are a format's. @param path Where the bag's owner is, for nested ones.
 */
export function ownExtensions(
  extensions: Extensions | undefined,
  dialect: DialectName,
  losses: Losses,
  path?: string,
): Readonly<Record<string, JsonValue>> | undefined {
  if (extensions === undefined) return undefined;
  for (const [owner, members] of Object.entries(extensions)) {
    if (owner === dialect || members === undefined) continue;
    for (const member of Object.keys(members)) nameMember(losses, member, path);
  }
  return extensions[dialect];
}
