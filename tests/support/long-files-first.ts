import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where the files are that take longest. */
const order = [
  'tests/e2e/',
  'tests/integration/',
  'tests/contract/',
  'tests/timing/growth',
  'tests/timing/long',
];

/** Long files first: at the end, no worker is left with a long one while the others have nothing to do. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = order.findIndex((directory) => moduleId.includes(directory));
  return rank === -1 ? order.length : rank;
}
