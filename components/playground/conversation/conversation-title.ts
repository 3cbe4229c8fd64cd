import type { Conversation } from './conversation.ts';
import { root } from './turn-tree.ts';

const longest = 80;

/** The name a person gave it, or how its first question begins; empty while there is neither. */
export function conversationTitle({ name, tree }: Pick<Conversation, 'name' | 'tree'>): string {
  if (name !== undefined) return name;
  const first = tree.turns[tree.children[root]?.[0] ?? ''];
  if (first === undefined) return '';
  const words = first.text.slice(0, 400).replace(/\s+/g, ' ').trim();
  if (words !== '') return words.length > longest ? `${words.slice(0, longest - 1).trimEnd()}…` : words;
  return first.role === 'user' ? (first.images[0]?.name ?? '') : '';
}
