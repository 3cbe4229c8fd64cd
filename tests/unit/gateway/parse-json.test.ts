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

describe('members that stand twice', () => {
  it.each([
    ['{"model":"cheap","messages":[],"model":"dear"}', 'model'],
    [String.raw`{"model":"cheap","mod\u0065l":"dear"}`, 'model'],
    [String.raw`{"\u006dax_tokens":1 , "max_tokens" : 9}`, 'max_tokens'],
    ['{"stream":false,"stream":true}', 'stream'],
    ['\ufeff{"n":1,"n":100}', 'n'],
    ['{"stream_options":{"include_usage":false,"include_usage":true}}', 'stream_options.include_usage'],
    [
      '{"a":[{"b":1}],"generationConfig":{"candidateCount":1,"x":[[]],"candidateCount":8}}',
      'generationConfig.candidateCount',
    ],
    ['{"__proto__":{},"__proto__":{"model":1}}', '__proto__'],
    ['{"":1,"":2}', ''],
  ])('are refused by name where Heddle decides by them: %s', (body, name) => {
    expect(refusal(body)).toBe(`400 ${name}: expected once, found more than once.`);
  });

  it('are left alone deeper down, where nothing is decided', () => {
    expect(refusal('{"messages":[{"role":"user","role":"user"}],"tools":[{"a":{"b":1,"b":2}}]}')).toBe(
      'accepted',
    );
  });

  it('are not seen in strings and names that only look alike', () => {
    const text = String.raw`{"a":"\"b\":1,\"b\":2","b":{"a":":","c":["a","a"]},"Model":1,"model":2,"x:y":{}}`;
    expect(refusal(text)).toBe('accepted');
  });

  it('are found where JSON.parse is misled by names it has seen before', () => {
    refusal(String.raw`{"model":1,"m\\u00":1}`);
    refusal(String.raw`{"model":1,"\\":1}`);
    expect(refusal(String.raw`{"model":"cheap","m\u006fdel":"dear"}`)).toContain('400 model: expected once');
    expect(refusal(String.raw`{"model":"cheap","\u006e":99,"n":1}`)).toContain('400 n: expected once');
  });

  it('are not quoted at length', () => {
    const name = 'x'.repeat(100_000);
    expect(refusal(`{"${name}":1,"${name}":2}`).length).toBeLessThan(200);
  });

  it('are found exactly where a name stands twice', () => {
    const name = fc.constantFrom('a', 'b', 'model', '\u00e9', '"', '\\', ':', '{');
    const value = fc.constantFrom('1', '"a:b"', '[]', '{}', '[{"a":1,"a":2}]', '{"a":{"c":1,"c":2}}');
    const entry = fc.tuple(name, value);
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), fc.array(entry, { maxLength: 4 }), (outer, inner) => {
        const write = (entries: [string, string][]) =>
          `{${entries.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;
        const isUnique = (entries: [string, string][]) =>
          new Set(entries.map(([key]) => key)).size === entries.length;
        const text = write([['inner', write(inner)], ...outer]);
        const expected =
          isUnique(outer) && isUnique(inner) ? /^accepted|without escapes/ : /found more than once/;
        expect(refusal(text)).toMatch(expected);
      }),
    );
  });
});

describe('names that are written with escapes', () => {
  it('are read as what they say, whatever others have sent before', () => {
    for (const trap of ['m\\u00', '\\', '\\u', '\\u00', '\\u00e', 'stra\\u0', 'stra\\']) {
      refusal(JSON.stringify({ model: 1, [trap]: 1, deeper: [{ first: 1, [trap]: 1 }] }));
      refusal(JSON.stringify({ first: 1, [trap]: 1 }));
    }
    const text = String.raw`{"model":"x","\u006e":1,"stra\u00dfe" : {"\ud83d\ude00":[]},"a":[{"first":1,"stra\u00dfe":2}]}`;
    expect(parseJson(Buffer.from(text))).toEqual({
      model: 'x',
      n: 1,
      straße: { '😀': [] },
      a: [{ first: 1, straße: 2 }],
    });
  });
});
