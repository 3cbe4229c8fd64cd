import type { AttachedImage, Figures, Turn } from './conversation.ts';

export type ConversationAction =
  | { type: 'asked'; id: number; text: string; images: readonly AttachedImage[] }
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'figures'; figures: Figures }
  | { type: 'ended'; state: 'complete' | 'stopped' | 'failed'; failure?: string }
  | { type: 'cleared' };

/** The turns after something happened. An answer is always the last turn while it streams. */
export function conversationReducer(turns: readonly Turn[], action: ConversationAction): readonly Turn[] {
  if (action.type === 'cleared') return [];
  if (action.type === 'asked') {
    const { id, text, images } = action;
    const answer: Turn = {
      id: id + 1,
      role: 'assistant',
      text: '',
      reasoning: '',
      state: 'streaming',
      figures: {},
    };
    return [...turns, { id, role: 'user', text, images }, answer];
  }
  const answer = turns.at(-1);
  if (answer?.role !== 'assistant') return turns;
  const before = turns.slice(0, -1);
  switch (action.type) {
    case 'text':
      return [...before, { ...answer, text: answer.text + action.text }];
    case 'reasoning':
      return [...before, { ...answer, reasoning: answer.reasoning + action.text }];
    case 'figures':
      return [...before, { ...answer, figures: { ...answer.figures, ...action.figures } }];
    case 'ended':
      return [...before, { ...answer, state: action.state, failure: action.failure }];
  }
}
