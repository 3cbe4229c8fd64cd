import { z } from 'zod';
import { capabilities, type ModelFacts } from '../../canonical/listed-model.ts';

const tokens = z.int().min(1).max(1_000_000_000);

/** What a provider says of a model. Null: it does not say. */
export const modelFactsField = z.strictObject({
  contextTokens: tokens.nullable(),
  outputTokens: tokens.nullable(),
  capabilities: z.array(z.enum(capabilities)).max(capabilities.length).readonly().nullable(),
});

/** Facts as they were kept with a channel's model; null where there are none. */
export function readFacts(kept: unknown): ModelFacts | null {
  const read = modelFactsField.safeParse(kept);
  return read.success ? read.data : null;
}
