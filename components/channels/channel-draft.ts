import type { Channel, Provider } from './channel';

export type ModelDraft = { key: number; name: string; upstream: string };

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

/** A row of the models' list. Without an upstream name, the provider uses the public one. */
export function modelDraft(name = '', upstream = ''): ModelDraft {
  lastKey += 1;
  return { key: lastKey, name, upstream: upstream === name ? '' : upstream };
}

export function draftOf(channel: Channel | undefined): ChannelDraft {
  return {
    name: channel?.name ?? '',
    provider: channel?.provider ?? '',
    baseUrl: channel?.baseUrl ?? '',
    credential: '',
    models: channel ? channel.models.map((model) => modelDraft(model.name, model.upstream)) : [modelDraft()],
    priority: String(channel?.priority ?? 0),
    weight: String(channel?.weight ?? 1),
    enabled: channel?.enabled ?? true,
  };
}

/** The draft after a provider is chosen: a name and its usual models, where nothing was typed yet. */
export function withProvider(draft: ChannelDraft, provider: Provider): ChannelDraft {
  const untouched = draft.models.every((model) => model.name === '' && model.upstream === '');
  return {
    ...draft,
    provider: provider.id,
    name: draft.name === '' ? provider.name : draft.name,
    models:
      untouched && provider.suggestedModels.length > 0
        ? provider.suggestedModels.map((name) => modelDraft(name))
        : draft.models,
  };
}

/** The part of the draft that create and update have in common. Empty rows of the models' list are left out. */
export function channelFields(draft: ChannelDraft) {
  return {
    name: draft.name,
    baseUrl: draft.baseUrl.trim() === '' ? null : draft.baseUrl.trim(),
    models: draft.models
      .filter((model) => model.name.trim() !== '')
      .map((model) => ({ name: model.name.trim(), upstream: model.upstream.trim() || model.name.trim() })),
    priority: Number(draft.priority),
    weight: Number(draft.weight),
    enabled: draft.enabled,
  };
}
