import { expect, it } from 'vitest';
import { findProvider } from '../../../../server/providers/index.ts';
import { modelFacts } from '../../../../server/store/models/model-facts.ts';
import { vendorFacts } from '../../../../server/store/models/vendor-facts.ts';

it.each([
  ['gpt-4o-mini', ['tools', 'images', 'json-schema'], 16_384],
  ['gpt-4o-mini-2024-07-18', ['tools', 'images', 'json-schema'], 16_384],
  ['openai/gpt-5.4-mini', ['tools', 'images', 'reasoning', 'json-schema'], 128_000],
  ['o3-mini', ['tools', 'reasoning', 'json-schema'], 100_000],
  ['claude-sonnet-4-6', ['tools', 'images', 'reasoning', 'json-schema'], null],
  ['anthropic/claude-sonnet-4.6', ['tools', 'images', 'reasoning', 'json-schema'], null],
  ['claude-opus-4-20250514', ['tools', 'images', 'reasoning'], null],
  ['claude-3-haiku-20240307', ['tools', 'images'], null],
  ['gemini-2.5-flash', ['tools', 'images', 'audio', 'reasoning', 'json-schema'], 65_536],
])('knows what %s can', (model, capabilities, outputTokens) => {
  expect(vendorFacts(model)).toEqual({ capabilities, outputTokens });
});

it.each([
  'gpt-4o-audio-preview',
  'gpt-4o-mini-tts',
  'gpt-4o-realtime-preview',
  'gpt-5-chat-latest',
  'gemini-2.5-flash-image',
  'gemini-2.5-flash-preview-tts',
  'llama-3.3-70b',
  'my-gpt-4o',
])('says nothing of %s', (model) => {
  expect(vendorFacts(model)).toBeNull();
});

it('believes the provider’s own list first, and says unknown where nobody knows', () => {
  const openai = findProvider('openai');
  const listed = { contextTokens: 5, outputTokens: null, capabilities: [] };
  expect(modelFacts(openai, 'gpt-4o', listed)).toEqual({
    contextTokens: 5,
    outputTokens: 16_384,
    capabilities: [],
  });
  expect(modelFacts(openai, 'gpt-4o', null)).toMatchObject({ contextTokens: 128_000 });
  expect(modelFacts(findProvider('vllm'), 'mine', null)).toEqual({
    contextTokens: null,
    outputTokens: null,
    capabilities: null,
  });
});
