import type { Dimension, UsageRow } from './dimension';

/** What tells a row from others of its name: the first characters of a key or, of what is gone, of its id. */
export function hintOf(by: Dimension, { value, label, hint }: Pick<UsageRow, 'value' | 'label' | 'hint'>) {
  if (label === null) return value && `${value.slice(0, 8)}…`;
  return by === 'key' && hint ? `${hint}…` : hint;
}
