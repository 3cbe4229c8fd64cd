import { it } from 'vitest';
import { countTextTokens } from '../../server/gateway/settlement/count-text-tokens.ts';
import { expectShortTurns } from '../support/longest-turn.ts';

it('counting tokens gives others their turn, whatever the text', async () => {
  await countTextTokens('the tokenizer is loaded');
  const texts = ['a', ' ', '!', '语言模型网关', 'aé😀'].map((part) => part.repeat(1_000_000 / part.length));
  // About 20 ms; one piece of such a text as a whole takes seconds.
  await expectShortTurns(async () => {
    for (const text of texts) await countTextTokens(text);
  }, 500);
});
