import type { CanonicalRequest } from '../../canonical/request.ts';
import { ToolRenaming } from '../../canonical/tool-renaming.ts';
import { dialects } from '../../dialects/index.ts';
import type { AnswerRecipe, Answers } from './bridge.ts';
import { RelayedAnswers } from './relayed-answers.ts';
import { TranslatedAnswers } from './translated-answers.ts';

/** The way back of a bridge that was made elsewhere: byte for byte what the bridge itself would answer. */
export function answersOf(recipe: AnswerRecipe): Answers {
  if (recipe.kind === 'relay') return new RelayedAnswers(recipe);
  const { toolNames, context, severalChoices } = recipe;
  const upstream = dialects[recipe.upstream];
  return new TranslatedAnswers({
    client: dialects[recipe.client],
    upstream,
    // Replacements are made of the names alone, so the names are enough to find them again.
    renaming: toolNames === null ? null : ToolRenaming.of(requestNaming(toolNames), upstream.toolName),
    context,
    severalChoices,
  });
}

function requestNaming(toolNames: readonly string[]): CanonicalRequest {
  const tools = toolNames.map((name) => ({ type: 'function' as const, name }));
  return { model: '', messages: [], tools, sampling: {}, stream: false };
}
