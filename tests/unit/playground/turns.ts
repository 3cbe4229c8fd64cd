import type { Answer, Question } from '../../../components/playground/conversation/conversation.ts';

export function question(id: string, given: Partial<Question> = {}): Question {
  return { id, role: 'user', text: `question ${id}`, images: [], ...given };
}

export function answer(id: string, given: Partial<Answer> = {}): Answer {
  return {
    id,
    role: 'assistant',
    model: 'simulator',
    text: `answer ${id}`,
    reasoning: '',
    state: 'complete',
    figures: {},
    raw: false,
    ...given,
  };
}
