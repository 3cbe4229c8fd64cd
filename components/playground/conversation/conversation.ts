import type { TurnTree } from './turn-tree.ts';

export type Sampling = {
  /** Each undefined until the person moves it: then the provider's own default holds. */
  temperature?: number;
  topP?: number;
  maximumTokens?: number;
};

/** A picture that goes along with a question. Its address is empty where it was too large to be kept. */
export type AttachedImage = { name: string; dataUrl: string };

export type Figures = {
  inputTokens?: number;
  outputTokens?: number;
  firstTokenMs?: number;
  totalMs?: number;
  requestId?: string;
  /** From the request's own record, once it was read. */
  costNanoUsd?: string;
};

export type Question = { id: string; role: 'user'; text: string; images: readonly AttachedImage[] };

export type Answer = {
  id: string;
  role: 'assistant';
  /** The model that was asked. */
  model: string;
  text: string;
  reasoning: string;
  state: 'streaming' | 'complete' | 'stopped' | 'failed';
  failure?: string;
  figures: Figures;
  /** Shown as it was written, not as Markdown. */
  raw: boolean;
};

export type Turn = Question | Answer;

export type Settings = {
  /** Empty until one is chosen: then the first there is. */
  model: string;
  system: string;
  sampling: Sampling;
  /** The team that usage is counted for; undefined until one is chosen. */
  teamId?: string;
  /** How answers to come are shown. */
  raw: boolean;
};

export type Draft = { text: string; images: readonly AttachedImage[] };

export type Conversation = {
  id: string;
  /** The name a person gave it. */
  name?: string;
  createdAt: number;
  updatedAt: number;
  settings: Settings;
  /** What is written and not sent yet. */
  draft: Draft;
  tree: TurnTree;
};

export const emptyDraft: Draft = { text: '', images: [] };

export const firstSettings: Settings = { model: '', system: '', sampling: {}, raw: false };
