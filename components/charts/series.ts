/** One line, area or stack of a chart. */
export type Series = {
  /** Name of the value in each point. */
  key: string;
  /** For people. */
  label: string;
  /** A CSS colour. */
  colour: string;
};

/** A moment or a day with its values by series key; a missing value leaves a gap. */
export type Point = {
  time: string;
  values: Record<string, number | null>;
  /** What belongs to the same place in the period before: its time, and its value (of all series together). */
  before?: { time: string; value: number | null };
};
