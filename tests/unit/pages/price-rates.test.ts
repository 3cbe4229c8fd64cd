import { expect, it } from 'vitest';
import { priceHref } from '@/components/models/price-href';
import { readRate, samplePrice, typedRates } from '@/components/models/price-rates';

const empty = typedRates(undefined);

it('says what 1,000 tokens in and 500 out cost', () => {
  const typed = { ...empty, inputNanoUsdPerMillion: '0.15', outputNanoUsdPerMillion: '$0.60' };
  expect(samplePrice(typed)).toBe(450_000n);
});

it('says nothing until both rates can be read', () => {
  expect(samplePrice({ ...empty, inputNanoUsdPerMillion: '1' })).toBeUndefined();
  expect(
    samplePrice({ ...empty, inputNanoUsdPerMillion: '1', outputNanoUsdPerMillion: 'two' }),
  ).toBeUndefined();
});

it('tells no amount from nothing typed', () => {
  expect(readRate(' ')).toBeNull();
  expect(readRate('1,5')).toBeUndefined();
  expect(readRate('0.0000000001')).toBeUndefined();
});

it('shows a rate as it was typed', () => {
  const price = {
    inputNanoUsdPerMillion: '150000000',
    outputNanoUsdPerMillion: '1200000000000',
    cachedInputNanoUsdPerMillion: null,
    cacheWriteNanoUsdPerMillion: '0',
  };
  expect(typedRates(price)).toEqual({
    inputNanoUsdPerMillion: '0.15',
    outputNanoUsdPerMillion: '1200.00',
    cachedInputNanoUsdPerMillion: '',
    cacheWriteNanoUsdPerMillion: '0.00',
  });
});

it('leads to the dialog with model and provider filled in', () => {
  expect(priceHref('acme', { model: 'a/b&c', provider: 'vllm' })).toBe(
    '/acme/models?price=a%2Fb%26c&priceProvider=vllm',
  );
  expect(priceHref('acme', { model: 'x' })).toBe('/acme/models?price=x');
});
