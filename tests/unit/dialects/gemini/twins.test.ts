import { describe, expect, it } from 'vitest';
import { gemini } from '../../../../server/dialects/gemini/index.ts';

const path = { model: 'gemini-x', stream: false };
const contents = [{ parts: [{ text: 'Hello' }] }];

describe('a field of Gemini in both its spellings', () => {
  it.each([
    [
      { generationConfig: { candidateCount: 1 }, generation_config: { candidateCount: 8 } },
      'generation_config',
    ],
    [
      { generationConfig: { maxOutputTokens: 1, max_output_tokens: 9 } },
      'generationConfig.max_output_tokens',
    ],
    [
      { generation_config: { max_output_tokens: 1, maxOutputTokens: 9 } },
      'generation_config.max_output_tokens',
    ],
    [{ systemInstruction: {}, system_instruction: {} }, 'system_instruction'],
  ])('is refused, because readers differ in which one counts: %j', (members, name) => {
    const body = { contents, ...members };
    expect(() => gemini.readEnvelope({ body, path })).toThrow(`${name}: expected one spelling`);
  });

  it('is taken in either', () => {
    const body = { contents, generation_config: { max_output_tokens: 7 }, safetySettings: [] };
    expect(gemini.readEnvelope({ body, path })).toMatchObject({ maxOutputTokens: 7 });
  });
});
