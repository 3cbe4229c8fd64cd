import { type Dimension, dimensions } from './totals-columns.ts';

/**
 * The sets of dimensions that totals are kept by, smallest first. What is asked by one dimension is read from rows
 * that know nothing of the others, of which there are fewer. The last one knows all.
 */
export const grains: readonly (readonly Dimension[])[] = [
  [],
  ['team_id'],
  ['team_id', 'endpoint'],
  ['team_id', 'model'],
  ['team_id', 'channel_id', 'provider'],
  ['team_id', 'api_key_id'],
  dimensions,
];

/** Of rows that know all dimensions. */
export const FULL_GRAIN = grainOf(dimensions);

/** Column `grain` of rows with these dimensions: a bit for each that is missing, as Postgres's GROUPING() has it. */
export function grainOf(kept: readonly Dimension[]): number {
  return dimensions.reduce((bits, dimension) => bits * 2 + (kept.includes(dimension) ? 0 : 1), 0);
}

/** The smallest grain that knows these dimensions. */
export function smallestGrain(needed: ReadonlySet<Dimension>): number {
  const grain = grains.find((kept) => [...needed].every((dimension) => kept.includes(dimension)));
  return grainOf(grain ?? dimensions);
}
