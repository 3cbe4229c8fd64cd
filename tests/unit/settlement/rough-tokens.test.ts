import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/canonical/json.ts';
import { countTextTokens } from '../../../server/gateway/settlement/count-text-tokens.ts';
import { roughPromptTokens, roughTokens } from '../../../server/gateway/settlement/rough-tokens.ts';

const image = `data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUg'.repeat(20_000)}`;
const bodyWith = (...content: JsonObject[]): JsonObject => ({
  model: 'm',
  messages: [{ role: 'user', content }],
});
const rough = (body: JsonObject) => roughPromptTokens(Buffer.byteLength(JSON.stringify(body)), body);

describe('tokens without a tokenizer', () => {
  it.each([
    ['English', 'The quick brown fox jumps over the lazy dog, and the loom stands still. '.repeat(40)],
    ['Chinese', '语言模型网关把每一根线都穿过自己的综丝。'.repeat(100)],
    ['code', 'for (const [name, value] of entries) if (value !== null) total += count(name);\n'.repeat(40)],
  ])('are within a third of what a tokenizer counts: %s', async (_, text) => {
    const ratio = roughTokens(Buffer.byteLength(text)) / (await countTextTokens(text));
    expect(ratio).toBeGreaterThan(0.67);
    expect(ratio).toBeLessThan(1.33);
  });

  it('take an image in base64 for an image, not for text', () => {
    const prose = { type: 'text', text: 'What is in these pictures? '.repeat(2_000) };
    const picture = { type: 'image_url', image_url: { url: image } };
    const without = rough(bodyWith(prose));
    expect(rough(bodyWith(prose, picture, picture)) - without).toBeLessThan(2 * 765 + 100);
    expect(rough(bodyWith(prose, picture, picture)) - without).toBeGreaterThan(2 * 765);
  });

  it('take long text without a space in another script for text', () => {
    const chinese = { type: 'text', text: '语'.repeat(100_000) };
    expect(rough(bodyWith(chinese))).toBeGreaterThan(70_000);
  });

  it('are bounded by the length of the body where it holds too many values, or is not at hand', () => {
    const values = { messages: Array.from({ length: 30_000 }, () => 'word') };
    expect(roughPromptTokens(400_000, values)).toBe(100_000);
    expect(roughPromptTokens(400_000, undefined)).toBe(100_000);
  });
});
