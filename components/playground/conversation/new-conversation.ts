import { type Conversation, emptyDraft, firstSettings, type Settings } from './conversation.ts';
import { emptyTree } from './turn-tree.ts';

/** A conversation in which nothing was said. */
export function newConversation(settings: Settings = firstSettings): Conversation {
  const now = Date.now();
  return {
    id: crypto.randomUUID(),
    createdAt: now,
    updatedAt: now,
    settings,
    draft: emptyDraft,
    tree: emptyTree,
  };
}
