/** From `min` to `max`, both included; null: no such bound. */
export type NumberRange = { min: number | null; max: number | null };

/** A bound as typed: null where nothing was, undefined where it is no number that can be one. */
export function readBound(text: string): number | null | undefined {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return null;
  const value = Number(trimmed);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** In short: `≥ 2 s`, `≤ 5 s`, `2–5 s`; null where nothing is bounded. */
export function writeNumberRange({ min, max }: NumberRange, unit: string): string | null {
  const after = unit === '' ? '' : ` ${unit}`;
  if (min !== null && max !== null) return `${min}–${max}${after}`;
  if (min !== null) return `≥ ${min}${after}`;
  return max === null ? null : `≤ ${max}${after}`;
}
