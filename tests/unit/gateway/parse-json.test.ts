import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../server/canonical/fault.ts';
import { parseJson } from '../../../server/gateway/ingress/parse-json.ts';

const refusal = (bytes: Buffer | string): string => {
  try {
    parseJson(Buffer.from(bytes));
  } catch (error) {
    if (error instanceof Fault) return `${error.status} ${error.message}`;
    throw error;
  }
  return 'accepted';
};

describe('a request body', () => {
  it('is read as JSON reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseJson(Buffer.from(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('may hold brackets, quotes and backslashes in strings, however many', () => {
    const text = JSON.stringify({ a: `${'['.repeat(500)}"\\"\\\\`, b: '\\', c: [`${'{'.repeat(500)}\\`] });
    expect(parseJson(Buffer.from(text))).toEqual(JSON.parse(text));
  });

  it('may begin with a byte order mark', () => {
    expect(parseJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 });
  });

  it('may be nested 128 deep and no deeper, however deep it goes', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(refusal(nested(128))).toBe('accepted');
    expect(refusal(nested(129))).toContain('nested deeper than 128');
    expect(refusal('['.repeat(5_000_000))).toContain('nested deeper than 128');
  });

  it('may not be a crowd of tiny values', () => {
    expect(refusal(`[${'0,'.repeat(1_000_001)}0]`)).toContain('more than 1000000 values');
  });

  it('is refused with the place where it goes wrong, and none of its content', () => {
    expect(refusal('{"a":1,,}')).toMatch(/^400 .*character 7/);
    expect(refusal('{"secret": hello}')).not.toContain('hello');
    expect(refusal('{"a":')).toContain('ends too early');
    expect(refusal('')).toContain('empty');
    expect(refusal(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toContain('UTF-8');
  });

  it('never makes anything but a client fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(refusal(Buffer.from(bytes))).toMatch(/^(accepted|400 )/);
      }),
    );
  });
});
