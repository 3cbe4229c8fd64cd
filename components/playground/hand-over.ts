import type { AttachedImage, Sampling, Turn } from './conversation/conversation.ts';

/** A conversation that another page wants to go on with here. */
export type HandedOver = {
  model: string;
  messages: readonly {
    role: 'system' | 'user' | 'assistant';
    content: string;
    images?: readonly AttachedImage[];
  }[];
  settings?: Sampling;
};

let waiting: HandedOver | undefined;

/**
 * Leaves a conversation for the playground, which takes it when it is opened next: follow it by
 * `router.push('/<tenant>/playground')`. It is kept in this page's memory alone.
 */
export function handOver(conversation: HandedOver): void {
  waiting = conversation;
}

/** Takes what was left, once. */
export function takeOver(): HandedOver | undefined {
  const taken = waiting;
  waiting = undefined;
  return taken;
}

/**
 * What was handed over, as settings, turns, and a draft: a last question that nobody answered is to be sent again.
 * Messages of the system are one prompt.
 */
export function readHandedOver({ model, messages, settings }: HandedOver) {
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const spoken = messages.filter(({ role }) => role !== 'system');
  const open = spoken.at(-1)?.role === 'user' ? spoken.at(-1) : undefined;
  const turns = (open ? spoken.slice(0, -1) : spoken).map(({ role, content, images = [] }): Turn => {
    const id = crypto.randomUUID();
    if (role === 'user') return { id, role, text: content, images };
    return {
      id,
      role: 'assistant',
      model,
      text: content,
      reasoning: '',
      state: 'complete',
      figures: {},
      raw: false,
    };
  });
  return {
    settings: { model, system: system.join('\n\n'), sampling: settings ?? {} },
    turns,
    draft: { text: open?.content ?? '', images: open?.images ?? [] },
  };
}
