import type { Provider } from './provider.ts';

/** https://platform.openai.com/docs/api-reference */
export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  dialect: 'openai-chat',
  baseUrl: 'https://api.openai.com/v1',
  authentication: 'bearer',
  needsCredential: true,
  environmentVariable: 'OPENAI_API_KEY',
  quirks: {},
  priceProvider: 'openai',
  suggestedModels: ['gpt-5.5', 'gpt-5.4-mini', 'gpt-5.4-nano', 'gpt-4.1', 'gpt-4o', 'gpt-4o-mini'],
  documentationUrl: 'https://platform.openai.com/api-keys',
};
