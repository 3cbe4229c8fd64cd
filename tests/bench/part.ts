import type { Stage } from './stage.ts';

/** What a part found out, for people and for programs. */
export interface Findings {
  /** The first column is on the left, the others are figures. */
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** How to read it. */
  note: string;
  /** The figures behind the table, for the JSON file. */
  figures: unknown;
}

export interface Plan {
  rounds: number;
  seconds: number;
  concurrency: number;
  /** Sizes of the long parts, relative to their usual ones. */
  scale: number;
  /** Folder of another checkout to compare with; undefined: none. */
  checkout: string | undefined;
}

/** One question the bench answers. */
export interface Part {
  /** As in `--only` and `--with`. */
  name: string;
  /** For `--help`. */
  title: string;
  /** It takes minutes, or fetches something: only when it is asked for. */
  onDemand: boolean;
  /** @returns a reason where it cannot be answered on this machine */
  run(stage: Stage, plan: Plan): Promise<Findings | string>;
}
