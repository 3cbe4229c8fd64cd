import { expect, it } from 'vitest';
import type { Model, ModelUse } from '@/components/models/model';
import { applyModelFilter, type ModelFilter } from '@/components/models/use-model-filter';

const everything: ModelFilter = {
  search: '',
  provider: [],
  channel: [],
  capability: [],
  priced: null,
  sort: 'name',
  descending: null,
};

type Sketch = {
  context?: number;
  input?: string;
  version?: string;
  can?: Model['channels'][number]['facts']['capabilities'];
};

function model(
  name: string,
  { context, input, version = 'genai-prices@1:x/y', can = null }: Sketch = {},
): Model {
  return {
    name,
    channelCount: 1,
    channels: [
      {
        id: `channel of ${name}`,
        name: `Channel of ${name}`,
        provider: name.startsWith('g') ? 'openai' : 'vllm',
        upstream: name,
        priority: 0,
        weight: 1,
        facts: { contextTokens: context ?? null, outputTokens: null, capabilities: can },
        price:
          input === undefined
            ? null
            : {
                inputNanoUsdPerMillion: input,
                outputNanoUsdPerMillion: input,
                cachedInputNanoUsdPerMillion: null,
                cacheWriteNanoUsdPerMillion: null,
                perRequestNanoUsd: '0',
                version,
                tiered: false,
              },
      },
    ],
  };
}

const models = [
  model('gpt', { context: 400, input: '900', can: ['tools', 'images'] }),
  model('house', {}),
  model('gemma', { context: 100, input: '1000', version: 'override:1@now', can: ['tools'] }),
];
const use = new Map<string, ModelUse>([
  ['house', { model: 'house', requests: 7, failures: 0, p50LatencyMs: 3 }],
]);
const shown = (filter: Partial<ModelFilter>) =>
  applyModelFilter(models, use, { ...everything, ...filter }).map(({ name }) => name);

it('sorts by numbers as numbers, and puts what has none last in both directions', () => {
  expect(shown({ sort: 'input' })).toEqual(['gpt', 'gemma', 'house']);
  expect(shown({ sort: 'input', descending: 'true' })).toEqual(['gemma', 'gpt', 'house']);
  expect(shown({ sort: 'context', descending: 'true' })).toEqual(['gpt', 'gemma', 'house']);
  expect(shown({ sort: 'requests', descending: 'true' })[0]).toBe('house');
  expect(shown({})).toEqual(['gemma', 'gpt', 'house']);
});

it('takes unknown capabilities for none, and wants all that are asked for', () => {
  expect(shown({ capability: ['tools'] })).toEqual(['gemma', 'gpt']);
  expect(shown({ capability: ['tools', 'images'] })).toEqual(['gpt']);
});

it('tells models without a price from those with one, own or not', () => {
  expect(shown({ priced: 'unknown' })).toEqual(['house']);
  expect(shown({ priced: 'known' })).toEqual(['gemma', 'gpt']);
  expect(shown({ priced: 'own' })).toEqual(['gemma']);
});

it('finds by every word of name, channel and provider', () => {
  expect(shown({ search: 'CHANNEL openai' })).toEqual(['gemma', 'gpt']);
  expect(shown({ provider: ['vllm'] })).toEqual(['house']);
  expect(shown({ channel: ['channel of gpt'] })).toEqual(['gpt']);
});
