import { describe, expect, it } from 'vitest';
import { countPromptTokens } from '../../../server/gateway/settlement/count-prompt-tokens.ts';
import { countTextTokens } from '../../../server/gateway/settlement/count-text-tokens.ts';
import { prompt } from './sample-outcome.ts';

describe('counting tokens of a text', () => {
  it('agrees with the tokenizer for ordinary text, special tokens included as the text they are', async () => {
    expect(await countTextTokens('')).toBe(0);
    expect(await countTextTokens('hello world')).toBe(2);
    expect(await countTextTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('extrapolates long texts within two per cent', async () => {
    const sentence = 'The quick brown fox jumps over the lazy dog. 语言模型网关。 ';
    const one = await countTextTokens(sentence.repeat(10));
    const many = await countTextTokens(sentence.repeat(20_000));
    expect(Math.abs(many / (one * 2_000) - 1)).toBeLessThan(0.02);
  });
});

describe('counting tokens of a prompt', () => {
  it('counts every kind of part: text by its tokens, media by flat rates', async () => {
    const bare = await countPromptTokens({ ...prompt, messages: [] });
    const plain = await countPromptTokens(prompt);
    expect([bare, plain]).toEqual([3, 14]);
    const image = (detail: 'low' | 'high') =>
      countPromptTokens({
        ...prompt,
        messages: [
          {
            role: 'user',
            parts: [
              {
                type: 'image',
                detail,
                source: { kind: 'base64', data: 'AAAA'.repeat(100_000), mediaType: 'image/png' },
              },
            ],
          },
        ],
      });
    expect([await image('low'), await image('high')]).toEqual([6 + 85, 6 + 765]);
  });

  it('counts tools, calls, results and schemas', async () => {
    const plain = await countPromptTokens(prompt);
    const withTool = await countPromptTokens({
      ...prompt,
      tools: [
        { type: 'function', name: 'look_up', description: 'Looks up a word', parameters: { type: 'object' } },
      ],
    });
    const withCall = await countPromptTokens({
      ...prompt,
      messages: [
        ...prompt.messages,
        {
          role: 'assistant',
          parts: [{ type: 'tool-call', id: '1', name: 'look_up', arguments: '{"word":"sea"}' }],
        },
        {
          role: 'tool',
          parts: [{ type: 'tool-result', toolCallId: '1', content: [{ type: 'text', text: 'salt water' }] }],
        },
      ],
    });
    const withSchema = await countPromptTokens({
      ...prompt,
      output: { type: 'json-schema', schema: { type: 'object', properties: { word: { type: 'string' } } } },
    });
    expect(withTool).toBeGreaterThan(plain + 5);
    expect(withCall).toBeGreaterThan(plain + 6 + 8);
    expect(withSchema).toBeGreaterThan(plain + 5);
  });
});
