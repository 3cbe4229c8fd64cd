import { it } from 'vitest';
import { parseJson } from '../../server/gateway/ingress/parse-json.ts';
import { expectLinear } from '../support/growth/measure-growth.ts';
import { expectBrief } from '../support/growth/processor-time.ts';

function attempt(bytes: Buffer): void {
  try {
    parseJson(bytes);
  } catch {
    // What is refused has been read as well.
  }
}

it('a request body takes time in proportion to its length, names with escapes and what is no JSON included', () => {
  const bodies = [
    (size: number) => `{"${'x'.repeat(size)}"${':'.repeat(size)}`,
    (size: number) => `{"${'\\u0061'.repeat(size / 8)}"${':'.repeat(size)}`,
    (size: number) => `{${'"\\u0061":1,'.repeat(size / 11)}"b":1}`,
    (size: number) => `{"a"${' '.repeat(size)}${'"'.repeat(size / 10)}`,
  ];
  for (const bodyOf of bodies) {
    const reading = (size: number) => {
      const bytes = Buffer.from(bodyOf(size));
      return () => void attempt(bytes);
    };
    expectLinear(reading, 1_000_000, bodyOf(20));
    // Some 20 ms.
    expectBrief(reading(1_000_000), 300);
  }
});
