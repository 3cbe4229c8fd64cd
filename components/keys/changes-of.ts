import type { ApiKey } from './api-key';
import type { KeyDraft } from './key-form';

/** What a draft changes of a key: the audit log tells no more than that. */
export function changesOf(apiKey: ApiKey, { signed: _, ...draft }: KeyDraft): Partial<KeyDraft> {
  const before: Partial<Record<keyof KeyDraft, unknown>> = apiKey;
  return Object.fromEntries(
    Object.entries(draft).filter(
      ([name, value]) =>
        value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name as keyof KeyDraft]),
    ),
  );
}
