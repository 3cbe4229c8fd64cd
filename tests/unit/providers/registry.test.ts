import { findProvider as findPriceProvider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { dialects } from '../../../server/dialects/index.ts';
import { findProvider, providers } from '../../../server/providers/index.ts';

describe('the registry of providers', () => {
  it('names each provider once', () => {
    const ids = providers.map((provider) => provider.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has every vendor that was promised', () => {
    for (const id of [
      'openai',
      'anthropic',
      'gemini',
      'groq',
      'deepseek',
      'mistral',
      'openrouter',
      'together',
      'siliconflow',
      'moonshot',
      'xai',
      'ollama',
      'vllm',
      'openai-compatible',
      'anthropic-compatible',
      'simulator',
    ]) {
      expect(findProvider(id)?.id).toBe(id);
    }
    expect(findProvider('nobody')).toBeUndefined();
    expect(findProvider('__proto__')).toBeUndefined();
  });
});

describe.each(providers.map((provider) => ({ id: provider.id, provider })))(
  'provider $id',
  ({ provider }) => {
    it('has an id that can stand in a URL and in configuration', () => {
      expect(provider.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(provider.name.trim()).not.toBe('');
    });

    it('speaks a format Heddle knows', () => {
      expect(dialects[provider.dialect].name).toBe(provider.dialect);
    });

    it('is reached over TLS, or on this machine when it needs no credential', () => {
      if (provider.baseUrl === null) return;
      const url = new URL(provider.baseUrl);
      if (provider.needsCredential) expect(url.protocol).toBe('https:');
      else expect(url.hostname).toBe('127.0.0.1');
      expect(provider.baseUrl.endsWith('/')).toBe(false);
      expect(url.search + url.hash).toBe('');
    });

    it('asks for an address exactly where it has none of its own', () => {
      expect(provider.baseUrl === null && provider.inProcess === undefined).toBe(
        ['vllm', 'openai-compatible', 'anthropic-compatible'].includes(provider.id),
      );
    });

    it('has a price list that exists, or none', () => {
      if (provider.priceProvider === undefined) return;
      expect(findPriceProvider({ providerId: provider.priceProvider })?.id).toBe(provider.priceProvider);
    });

    it('says where a credential is found and made when it needs one', () => {
      if (!provider.needsCredential) return;
      expect(provider.environmentVariable).toMatch(/^[A-Z][A-Z0-9]*_API_KEY$/);
      expect(new URL(provider.documentationUrl ?? '').protocol).toBe('https:');
      expect(provider.authentication).not.toBe('none');
    });

    it('suggests models, each once', () => {
      expect(new Set(provider.suggestedModels).size).toBe(provider.suggestedModels.length);
      if (provider.needsCredential) expect(provider.suggestedModels.length).toBeGreaterThan(0);
    });
  },
);
