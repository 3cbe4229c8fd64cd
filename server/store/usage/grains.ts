import { type Dimension, dimensions } from './totals-columns.ts';

/**
 * The sets of dimensions that totals are kept by, those with the fewest rows first. What is asked by one dimension is read
 * from rows that know nothing of the others, and what is not asked by key from rows without keys. The last one knows all.
 * Those without teams are for who reaches all of them.
 */
export const grains: readonly (readonly Dimension[])[] = [
  [],
  ['endpoint'],
  ['channel_id', 'provider'],
  ['model'],
  ['team_id'],
  ['team_id', 'endpoint'],
  ['team_id', 'model'],
  ['team_id', 'channel_id', 'provider'],
  ['team_id', 'api_key_id'],
  ['team_id', 'model', 'channel_id', 'provider', 'endpoint'],
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
