import type { AttachedImage, Conversation, Turn } from '../conversation/conversation.ts';
import { conversationTitle } from '../conversation/conversation-title.ts';
import { storageBounds } from './bounds.ts';

/** What lists show of a conversation. */
export type Summary = { id: string; title: string; updatedAt: number; length: number };

/** A conversation as it is kept; answers that were still arriving are kept as far as they came. */
export type StoredConversation = Summary & { version: 1; conversation: Conversation };

/**
 * A conversation as it is kept, within the bounds: the pictures of its first turns give way to those of its last.
 * @returns undefined where its text alone is too long
 */
export function toStored(conversation: Conversation): StoredConversation | undefined {
  const { tree, draft } = conversation;
  const textLength = [...Object.values(tree.turns), draft].reduce((sum, turn) => sum + lengthOf(turn), 2000);
  if (textLength > storageBounds.text) return undefined;
  let length = textLength;
  const withinBounds = (images: readonly AttachedImage[]): readonly AttachedImage[] =>
    images.map((image) => {
      if (length + image.dataUrl.length > storageBounds.conversation) return { ...image, dataUrl: '' };
      length += image.dataUrl.length;
      return image;
    });
  const keptDraft = { ...draft, images: withinBounds(draft.images) };
  const newestFirst = Object.entries(tree.turns).toReversed();
  const turns = newestFirst.map(([id, turn]): [string, Turn] => {
    if (turn.role === 'user') return [id, { ...turn, images: withinBounds(turn.images) }];
    return [id, turn.state === 'streaming' ? { ...turn, state: 'stopped' } : turn];
  });
  return {
    version: 1,
    id: conversation.id,
    title: conversationTitle(conversation),
    updatedAt: conversation.updatedAt,
    length,
    conversation: {
      ...conversation,
      draft: keptDraft,
      tree: { ...tree, turns: Object.fromEntries(turns.toReversed()) },
    },
  };
}

function lengthOf(turn: { text: string; reasoning?: string; failure?: string }): number {
  return turn.text.length + (turn.reasoning?.length ?? 0) + (turn.failure?.length ?? 0) + 500;
}

/** What was kept, if it is of this version and whole. */
export function fromStored(stored: unknown): Conversation | undefined {
  if (!isRecord(stored) || stored.version !== 1 || !isRecord(stored.conversation)) return undefined;
  const { id, settings, draft, tree } = stored.conversation;
  const whole =
    typeof id === 'string' &&
    isRecord(settings) &&
    isRecord(settings.sampling) &&
    isRecord(draft) &&
    Array.isArray(draft.images) &&
    isRecord(tree) &&
    isRecord(tree.turns) &&
    isRecord(tree.children) &&
    isRecord(tree.chosen);
  return whole ? (stored.conversation as unknown as Conversation) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Those that have to go before one of `length` comes: the ones that were not used for longest. */
export function summariesToDrop(
  summaries: readonly Summary[],
  coming: Pick<Summary, 'id' | 'length'>,
): readonly Summary[] {
  const newestFirst = summaries
    .filter(({ id }) => id !== coming.id)
    .toSorted((one, other) => other.updatedAt - one.updatedAt);
  let room = storageBounds.total - coming.length;
  return newestFirst.filter(({ length }, index) => {
    room -= length;
    return index >= storageBounds.conversations - 1 || room < 0;
  });
}
