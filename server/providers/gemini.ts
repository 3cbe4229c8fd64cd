import type { Provider } from './provider.ts';

/** https://ai.google.dev/api/generate-content */
export const gemini: Provider = {
  id: 'gemini',
  name: 'Google Gemini',
  dialect: 'gemini',
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  authentication: 'x-goog-api-key',
  needsCredential: true,
  environmentVariable: 'GEMINI_API_KEY',
  quirks: {},
  priceProvider: 'google',
  suggestedModels: ['gemini-3.1-pro-preview', 'gemini-3.5-flash', 'gemini-2.5-pro', 'gemini-2.5-flash'],
  documentationUrl: 'https://aistudio.google.com/apikey',
};
