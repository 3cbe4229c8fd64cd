import { expect, test } from 'vitest';
import { handOver, readHandedOver, takeOver } from '../../../components/playground/hand-over.ts';

const asked = { role: 'user', content: 'Why?' } as const;
const said = { role: 'assistant', content: 'Because.' } as const;

test('a conversation is taken over once', () => {
  handOver({ model: 'simulator', messages: [asked] });
  expect(takeOver()?.model).toBe('simulator');
  expect(takeOver()).toBeUndefined();
});

test('prompts of the system are settings, answers name their model, a last question is a draft', () => {
  const { settings, turns, draft } = readHandedOver({
    model: 'simulator',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'system', content: 'Be kind.' },
      asked,
      said,
      asked,
    ],
    settings: { temperature: 0.5 },
  });
  expect(settings).toEqual({
    model: 'simulator',
    system: 'Be brief.\n\nBe kind.',
    sampling: { temperature: 0.5 },
  });
  expect(turns).toMatchObject([
    { role: 'user', text: 'Why?' },
    { role: 'assistant', text: 'Because.', model: 'simulator', state: 'complete' },
  ]);
  expect(draft.text).toBe('Why?');
});
