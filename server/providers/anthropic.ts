import type { Provider } from './provider.ts';

/** The version every request names: https://docs.anthropic.com/en/api/versioning */
const version = { 'anthropic-version': '2023-06-01' };

/** https://docs.anthropic.com/en/api/messages */
export const anthropic: Provider = {
  id: 'anthropic',
  name: 'Anthropic',
  dialect: 'anthropic-messages',
  baseUrl: 'https://api.anthropic.com/v1',
  authentication: 'x-api-key',
  needsCredential: true,
  headers: version,
  environmentVariable: 'ANTHROPIC_API_KEY',
  quirks: {},
  priceProvider: 'anthropic',
  suggestedModels: ['claude-opus-4-8', 'claude-sonnet-5', 'claude-sonnet-4-6', 'claude-haiku-4-5'],
  documentationUrl: 'https://platform.claude.com/settings/keys',
};

/** Any server that speaks the Messages format. */
export const anthropicCompatible: Provider = {
  id: 'anthropic-compatible',
  name: 'Anthropic-compatible server',
  dialect: 'anthropic-messages',
  baseUrl: null,
  authentication: 'x-api-key',
  needsCredential: false,
  headers: version,
  quirks: {},
  suggestedModels: [],
};
