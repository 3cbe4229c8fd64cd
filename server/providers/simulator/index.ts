import type { Provider } from '../provider.ts';
import { answer } from './answer.ts';
import { presets } from './behaviour.ts';
import { readPlan } from './read-plan.ts';

/**
 * A provider inside this process that answers every chat feature deterministically, so that demo, tests and
 * load need no key. What its models do is said in behaviour.ts.
 */
export const simulator: Provider = {
  id: 'simulator',
  name: 'Simulator',
  dialect: 'openai-chat',
  baseUrl: null,
  authentication: 'none',
  needsCredential: false,
  quirks: { reasoningField: 'reasoning_content' },
  suggestedModels: [...Object.keys(presets), 'simulator-error-429', 'simulator-error-500'],
  capabilities: ['tools', 'images', 'json-schema'],
  inProcess: { read: readPlan, answer },
};
