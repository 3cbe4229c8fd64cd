import { describe, expect, it } from 'vitest';
import { resolveBaseUrl } from '../../../server/providers/base-url.ts';
import { findProvider } from '../../../server/providers/index.ts';
import type { Provider } from '../../../server/providers/provider.ts';

function provider(id: string): Provider {
  const found = findProvider(id);
  if (!found) throw new Error(`no provider ${id}`);
  return found;
}

describe('the base URL of a channel', () => {
  it("is the provider's own when the channel has none", () => {
    expect(resolveBaseUrl(provider('openai'), null)).toBe('https://api.openai.com/v1');
    expect(resolveBaseUrl(provider('vllm'), null)).toBeNull();
  });

  it.each([
    ['openai', 'http://localhost:9100', 'http://localhost:9100/v1'],
    ['openai', 'http://localhost:9100/', 'http://localhost:9100/v1'],
    ['openai', 'http://localhost:9100/v1/', 'http://localhost:9100/v1'],
    ['groq', 'https://proxy.example', 'https://proxy.example/openai/v1'],
    ['anthropic', 'https://proxy.example', 'https://proxy.example/v1'],
    ['gemini', 'https://proxy.example', 'https://proxy.example/v1beta'],
    ['vllm', 'http://gpu:8000', 'http://gpu:8000/v1'],
    ['anthropic-compatible', 'https://proxy.example/anthropic', 'https://proxy.example/anthropic'],
    ['openai', 'https://proxy.example/a/b?x=1#y', 'https://proxy.example/a/b'],
  ])('of %s at %s is %s', (id, given, resolved) => {
    expect(resolveBaseUrl(provider(id), given)).toBe(resolved);
  });

  it.each(['nonsense', 'ftp://example.com', 'file:///etc/passwd'])('is never %s', (given) => {
    expect(() => resolveBaseUrl(provider('openai'), given)).toThrow(TypeError);
  });
});
