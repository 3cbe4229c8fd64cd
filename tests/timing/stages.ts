import { type Family, largestSize } from '../support/growth/family.ts';
import { expectLinear } from '../support/growth/measure-growth.ts';
import type { Prepared } from '../support/growth/processor-time.ts';

/** Each stage on its own: one that is not linear does not hide behind others that are. */
export type Stages<Input> = Record<string, (input: Input) => Prepared>;

/** Expects that each takes time in proportion to what it is given. */
export function expectLinearStages<Input>(family: Family<Input>, stages: Stages<Input>): void {
  const most = Math.min(family.most ?? largestSize, largestSize);
  for (const [stage, prepare] of Object.entries(stages)) {
    expectLinear((size) => prepare(family.make(size)), most, stage);
  }
}
