import type { Losses } from '../../canonical/loss.ts';
import { isLossName } from './loss-vocabulary.ts';

/** Adds a loss by the kind that somebody else gave a part or a tool: the kind itself where it is a format's own. */
export function nameKind(
  losses: Losses,
  kind: string,
  unknown: 'unknown_part' | 'unknown_tool',
  path?: string,
): void {
  losses.add(isLossName(kind) ? kind : unknown, path);
}

/** Adds a member that is lost by its own name; one that no format has is counted. */
export function nameMember(losses: Losses, member: string, path?: string): void {
  if (isLossName(member)) losses.add(member, path);
  else losses.count('unknown_members', 1, path);
}
