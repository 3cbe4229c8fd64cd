'use client';

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { Capability, Model, ModelUse } from './model';

export const capabilityNames = [
  'tools',
  'images',
  'audio',
  'reasoning',
  'json-schema',
] as const satisfies readonly Capability[];
export const priceStates = ['known', 'own', 'unknown'] as const;
export const modelColumns = ['name', 'context', 'input', 'output', 'requests', 'latency'] as const;
export type ModelColumn = (typeof modelColumns)[number];

/** What of the models is shown and in which order, as the page's address has it. */
export function useModelFilter() {
  const [filter, setFilter] = useQueryStates(
    {
      search: parseAsString.withDefault(''),
      provider: parseAsArrayOf(parseAsString).withDefault([]),
      channel: parseAsArrayOf(parseAsString).withDefault([]),
      capability: parseAsArrayOf(parseAsStringLiteral(capabilityNames)).withDefault([]),
      priced: parseAsStringLiteral(priceStates),
      sort: parseAsStringLiteral(modelColumns).withDefault('name'),
      descending: parseAsStringLiteral(['true']),
    },
    { throttleMs: 200 },
  );
  const isSet =
    filter.search !== '' ||
    filter.provider.length > 0 ||
    filter.channel.length > 0 ||
    filter.capability.length > 0 ||
    filter.priced !== null;
  return { filter, setFilter, isSet };
}

export type ModelFilter = ReturnType<typeof useModelFilter>['filter'];

/** The models that the filter lets through, in its order. Those that lack what is sorted by come last. */
export function applyModelFilter(
  models: readonly Model[],
  use: ReadonlyMap<string, ModelUse>,
  filter: ModelFilter,
): Model[] {
  const words = filter.search.trim().toLowerCase().split(/\s+/);
  const shown = models.filter((model) => passes(model, filter, words));
  if (filter.sort === 'name') {
    shown.sort((one, other) => one.name.localeCompare(other.name));
    return filter.descending ? shown.reverse() : shown;
  }
  const sign = filter.descending ? -1 : 1;
  const values = new Map(shown.map((model) => [model, figureOf(model, use.get(model.name), filter.sort)]));
  return shown.sort((one, other) => {
    const [a, b] = [values.get(one) ?? null, values.get(other) ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (a - b);
  });
}

function passes(model: Model, filter: ModelFilter, words: readonly string[]): boolean {
  const { name, channels } = model;
  const text = [name, ...channels.flatMap(({ name, upstream, provider }) => [name, upstream, provider])]
    .join(' ')
    .toLowerCase();
  const first = channels[0];
  return (
    words.every((word) => text.includes(word)) &&
    (filter.provider.length === 0 || channels.some(({ provider }) => filter.provider.includes(provider))) &&
    (filter.channel.length === 0 || channels.some(({ id }) => filter.channel.includes(id))) &&
    filter.capability.every((capability) => first?.facts.capabilities?.includes(capability) === true) &&
    (filter.priced === null ||
      filter.priced === priceStateOf(model) ||
      (filter.priced === 'known' && priceStateOf(model) === 'own'))
  );
}

function priceStateOf({ channels }: Model): (typeof priceStates)[number] {
  const version = channels[0]?.price?.version;
  if (version === undefined) return 'unknown';
  return version.startsWith('override:') ? 'own' : 'known';
}

function figureOf({ channels }: Model, use: ModelUse | undefined, column: ModelColumn): number | null {
  const first = channels[0];
  switch (column) {
    case 'context':
      return first?.facts.contextTokens ?? null;
    case 'input':
      return first?.price ? Number(first.price.inputNanoUsdPerMillion) : null;
    case 'output':
      return first?.price ? Number(first.price.outputNanoUsdPerMillion) : null;
    case 'requests':
      return use?.requests ?? null;
    case 'latency':
      return use?.p50LatencyMs ?? null;
    case 'name':
      return null;
  }
}
