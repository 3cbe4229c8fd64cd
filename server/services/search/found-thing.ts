import { z } from 'zod';

export const foundKinds = ['request', 'key', 'channel', 'model', 'member', 'team'] as const;

export const foundThing = z.object({
  kind: z.enum(foundKinds),
  /** Of a model, its public name. */
  id: z.string(),
  label: z.string(),
  /** What tells it from others of the same name: a key's prefix, an e-mail address, the model of a request. */
  hint: z.string().nullable(),
});

export type FoundThing = z.output<typeof foundThing>;
