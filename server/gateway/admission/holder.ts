import type { RuleScope } from '../../store/rules.ts';
import type { Caller } from '../authenticate.ts';

const MOST_PATTERNS = 3;

/** Whose rule it is, for people: `the API key "ci" for gpt-4o*`. */
export function holderOf(scope: RuleScope, { key }: Caller, channelName?: string): string {
  const models = scope.models === null ? '' : ` for ${listOf(scope.models)}`;
  const user = scope.perEndUser ? ' for this end user' : '';
  return `${holder(scope, key.name, channelName)}${models}${user}`;
}

function holder({ channelId, apiKeyId, teamId }: RuleScope, keyName: string, channelName?: string): string {
  if (channelId !== null) return `the channel ${JSON.stringify(channelName ?? channelId)}`;
  if (apiKeyId !== null) return `the API key ${JSON.stringify(keyName)}`;
  return teamId === null ? 'the workspace' : 'the team';
}

function listOf(patterns: readonly string[]): string {
  const shown = patterns.slice(0, MOST_PATTERNS).join(', ');
  const more = patterns.length - MOST_PATTERNS;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
