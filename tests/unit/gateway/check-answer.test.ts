import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../../server/gateway/bridge/check-answer.ts';

const nested = (depth: number) =>
  Buffer.from(`${'['.repeat(depth)}"${'a'.repeat(8192)}"${']'.repeat(depth)}`);
const refusalOf = (bytes: Buffer) => () => checkAnswer(bytes);

describe('an answer, or an event of one,', () => {
  it('may be nested 128 deep and no deeper, however deep it goes', () => {
    expect(refusalOf(nested(128))).not.toThrow();
    expect(refusalOf(nested(129))).toThrow("The provider's answer: at most 128 levels of nesting are taken");
    expect(refusalOf(nested(5_000_000))).toThrow(expect.objectContaining({ code: 'upstream_malformed' }));
  });

  it('may hold three million values and no more', () => {
    const holding = (values: number) => Buffer.from(`[${'0,'.repeat(values - 2)}0]`);
    expect(refusalOf(holding(3_000_000))).not.toThrow();
    expect(refusalOf(holding(3_000_010))).toThrow('at most 3000000 values in an answer are taken');
  });

  it('is not looked at where it is too short to be either', () => {
    expect(refusalOf(Buffer.from('['.repeat(4096)))).not.toThrow();
  });
});
