import { parseAsBoolean, parseAsStringLiteral } from 'nuqs/server';
import { dimensions } from './dimension.ts';
import { measures } from './measure.ts';

/** How usage is shown, as the address has it. */
export const usageViewParsers = {
  by: parseAsStringLiteral(dimensions).withDefault('model'),
  /** Null: what suits what was used. */
  measure: parseAsStringLiteral(measures),
  compare: parseAsBoolean.withDefault(true),
};
