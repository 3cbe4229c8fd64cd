/** What a model can do beyond plain text, in words that all vendors' lists can be put into. */
export const capabilities = ['tools', 'images', 'audio', 'reasoning', 'json-schema'] as const;
export type Capability = (typeof capabilities)[number];

/** What is known of a model. Null: nobody says. */
export interface ModelFacts {
  /** Tokens in and out together; where a vendor says only what goes in, that. */
  contextTokens: number | null;
  /** Most tokens of an answer. */
  outputTokens: number | null;
  /** What it can do. What is not among them it cannot, as far as whoever said so knows. */
  capabilities: readonly Capability[] | null;
}

/** A model as its provider lists it. */
export interface ListedModel extends ModelFacts {
  /** As requests name it. */
  name: string;
  /** False: it makes embeddings, pictures or speech, and answers no chat. */
  chat: boolean;
}

export interface ModelListPage {
  models: ListedModel[];
  /** The mark to ask for the next page with; null on the last. */
  next: string | null;
}
