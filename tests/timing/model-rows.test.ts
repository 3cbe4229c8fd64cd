import { expect, it } from 'vitest';
import type { ListedModel } from '@/components/channels/channel';
import { findRows, modelRows } from '@/components/channels/model-rows';
import { expectBrief } from '../support/growth/processor-time.ts';

const listed = (name: string): ListedModel => ({
  name,
  chat: true,
  facts: { contextTokens: null, outputTokens: null, capabilities: null },
  price: null,
});

it('lays out and searches five thousand models in a blink', () => {
  const list = Array.from({ length: 5_000 }, (_, index) => listed(`vendor/model-${index}`));
  expectBrief(() => {
    const rows = modelRows([], list, [], []);
    expect(findRows(rows, 'vendor 4999')).toHaveLength(1);
  }, 200);
});
