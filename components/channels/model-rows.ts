import type { ListedModel } from './channel';
import type { ModelDraft } from './channel-draft';

/** A line of the checklist: a model that is chosen, could be chosen, or both. */
export type ModelRow = {
  key: string;
  upstream: string;
  /** Absent: not chosen. */
  draft: ModelDraft | undefined;
  /** Absent: typed by hand, or not in the provider's list. */
  listed: ListedModel | undefined;
};

/**
 * The checklist: first what was chosen when it was laid out (so that nothing jumps under the pointer), then the other
 * models of the list, and last those that answer no chat.
 * @param first upstream names that stand at the top
 * @param suggested names to offer where no list was fetched
 */
export function modelRows(
  models: readonly ModelDraft[],
  listed: readonly ListedModel[] | undefined,
  suggested: readonly string[],
  first: readonly string[],
): ModelRow[] {
  const drafts = Map.groupBy(models, ({ upstream }) => upstream);
  const byName = new Map(listed?.map((model) => [model.name, model]));
  const offered = listed
    ? [...listed.filter(({ chat }) => chat), ...listed.filter(({ chat }) => !chat)].map(({ name }) => name)
    : suggested;
  const order = new Set([...first, ...offered, ...drafts.keys()]);
  return [...order].flatMap((upstream): ModelRow[] => {
    const known = byName.get(upstream);
    const chosen = drafts.get(upstream);
    if (!chosen) return [{ key: upstream, upstream, draft: undefined, listed: known }];
    return chosen.map((draft, index) => ({
      key: index === 0 ? upstream : `${upstream} ${draft.key}`,
      upstream,
      draft,
      listed: known,
    }));
  });
}

/** Those rows whose provider's or public name has every word of the search. */
export function findRows(rows: readonly ModelRow[], search: string): ModelRow[] {
  const words = search.trim().toLowerCase().split(/\s+/);
  return rows.filter(({ upstream, draft }) => {
    const text = `${upstream} ${draft?.name ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
