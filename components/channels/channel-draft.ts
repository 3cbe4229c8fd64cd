import type { Channel, ListedModel, Provider } from './channel';

export type ModelDraft = {
  key: number;
  /** What clients call it. */
  name: string;
  /** What the provider calls it. */
  upstream: string;
  facts: Channel['models'][number]['facts'];
};

/** A channel as it stands in the form: everything is text until it is saved. */
export type ChannelDraft = {
  name: string;
  provider: string;
  baseUrl: string;
  credential: string;
  models: readonly ModelDraft[];
  priority: string;
  weight: string;
  enabled: boolean;
};

let lastKey = 0;

/** A model of the channel, by the provider's name where it has no other. */
export function modelDraft(
  upstream: string,
  known?: { name?: string; facts?: ModelDraft['facts'] },
): ModelDraft {
  lastKey += 1;
  return { key: lastKey, name: known?.name ?? upstream, upstream, facts: known?.facts ?? null };
}

export function draftOf(channel: Channel | undefined): ChannelDraft {
  return {
    name: channel?.name ?? '',
    provider: channel?.provider ?? '',
    baseUrl: channel?.baseUrl ?? '',
    credential: '',
    models: channel?.models.map(({ name, upstream, facts }) => modelDraft(upstream, { name, facts })) ?? [],
    priority: String(channel?.priority ?? 0),
    weight: String(channel?.weight ?? 1),
    enabled: channel?.enabled ?? true,
  };
}

/** The draft after a provider is chosen: its name and its usual models, where nobody has put in others. */
export function withProvider(
  draft: ChannelDraft,
  provider: Provider,
  previous: Provider | undefined,
): ChannelDraft {
  const suggested = previous?.suggestedModels ?? [];
  const untouched = draft.models.every(({ name, upstream }) => name === upstream && suggested.includes(name));
  return {
    ...draft,
    provider: provider.id,
    name: draft.name === '' || draft.name === previous?.name ? provider.name : draft.name,
    // What one provider is reached by is no use to another.
    baseUrl: '',
    credential: '',
    models: untouched ? provider.suggestedModels.map((name) => modelDraft(name)) : draft.models,
  };
}

/** The draft with what a provider's list says of the models it has already. */
export function withFacts(draft: ChannelDraft, listed: readonly ListedModel[]): ChannelDraft {
  const byName = new Map(listed.map((model) => [model.name, model.facts]));
  return {
    ...draft,
    models: draft.models.map((model) => ({ ...model, facts: byName.get(model.upstream) ?? model.facts })),
  };
}

/** Public names that stand more than once: clients could not say which they mean. */
export function namesGivenTwice(models: readonly ModelDraft[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of models) (seen.has(name.trim()) ? twice : seen).add(name.trim());
  return twice;
}

/** The part of the draft that create and update have in common. */
export function channelFields(draft: ChannelDraft) {
  return {
    name: draft.name,
    baseUrl: addressOf(draft),
    models: draft.models.map(({ name, upstream, facts }) => ({
      name: name.trim() || upstream,
      upstream,
      facts,
    })),
    priority: Number(draft.priority),
    weight: Number(draft.weight),
    enabled: draft.enabled,
  };
}

/** Null: the provider's own. */
export function addressOf({ baseUrl }: Pick<ChannelDraft, 'baseUrl'>): string | null {
  return baseUrl.trim() === '' ? null : baseUrl.trim();
}

/** Whether closing the form would lose something. */
export function isChanged(draft: ChannelDraft, initial: ChannelDraft): boolean {
  // What a provider's list says of a model is not anybody's typing.
  const written = ({ models, ...each }: ChannelDraft) =>
    JSON.stringify([each, models.map(({ name, upstream }) => [name, upstream])]);
  return written(draft) !== written(initial);
}
