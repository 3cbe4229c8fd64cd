import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replaceText, spliceMembers } from '../../../../server/dialects/shared/splice-member.ts';

function splice(text: string, changes: Record<string, string | null>): string {
  return spliceMembers(Buffer.from(text), new Map(Object.entries(changes))).toString();
}

describe('spliceMembers', () => {
  it('replaces a value and leaves every other byte', () => {
    expect(splice('{ "a" : 1.0 ,\n"model":"x", "b":[ "}" ] }', { model: '"y"' })).toBe(
      '{ "a" : 1.0 ,\n"model":"y", "b":[ "}" ] }',
    );
  });

  it('is not fooled by strings that hold quotes, braces and the name itself', () => {
    const text = '{"note":"\\"model\\":\\"no\\\\","nested":{"model":"keep"},"model":"x"}';
    expect(splice(text, { model: '"y"' })).toBe(
      '{"note":"\\"model\\":\\"no\\\\","nested":{"model":"keep"},"model":"y"}',
    );
  });

  it('changes every occurrence of a duplicated member, also one written with escapes', () => {
    expect(splice('{"model":"a","mod\\u0065l":"b"}', { model: '"y"' })).toBe(
      '{"model":"y","mod\\u0065l":"y"}',
    );
  });

  it('adds a member that is missing', () => {
    expect(splice('{}', { model: '"y"' })).toBe('{"model":"y"}');
    expect(splice('{"a":1}', { model: '"y"' })).toBe('{"a":1,"model":"y"}');
  });

  it('takes members out wherever they stand', () => {
    expect(splice('{"a":1,"b":2,"c":3}', { a: null })).toBe('{"b":2,"c":3}');
    expect(splice('{"a":1,"b":2,"c":3}', { b: null })).toBe('{"a":1,"c":3}');
    expect(splice('{"a":1,"b":2,"c":3}', { c: null })).toBe('{"a":1,"b":2}');
    expect(splice('{"a":1}', { a: null, b: '2' })).toBe('{"b":2}');
  });

  it('returns the same buffer when there is nothing to do', () => {
    const bytes = Buffer.from('{"a":1}');
    expect(spliceMembers(bytes, new Map())).toBe(bytes);
    const list = Buffer.from('[1]');
    expect(spliceMembers(list, new Map([['a', '1']]))).toBe(list);
  });

  it('agrees with parsing, changing and writing again for any object', () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
    const change = fc.dictionary(fc.string(), fc.option(fc.jsonValue({ maxDepth: 2 })));
    fc.assert(
      fc.property(json, change, fc.constantFrom(undefined, 1, '\t'), (object, changes, indent) => {
        const expected = new Map(Object.entries(object));
        const asText = new Map<string, string | null>();
        // Changing what is there is the interesting case: rename half the changes onto existing members.
        const names = Object.keys(object);
        for (const [position, [name, value]] of Object.entries(changes).entries()) {
          const target = position % 2 === 0 ? (names[position % Math.max(1, names.length)] ?? name) : name;
          asText.set(target, value === null ? null : JSON.stringify(value));
        }
        for (const [name, text] of asText) {
          if (text === null) expected.delete(name);
          else expected.set(name, JSON.parse(text));
        }
        const bytes = Buffer.from(JSON.stringify(object, null, indent));
        const spliced = JSON.parse(spliceMembers(bytes, asText).toString()) as object;
        // -0 is written as 0; compare what was written.
        expect(JSON.parse(JSON.stringify(Object.entries(spliced).sort(byName)))).toEqual(
          JSON.parse(JSON.stringify([...expected].sort(byName))),
        );
      }),
    );
  });
});

describe('replaceText', () => {
  const replace = (text: string, ...path: string[]) => replaceText(Buffer.from(text), path, 'new').toString();

  it('changes the text at its path and no other byte', () => {
    expect(replace('{ "a":[{"model":"x"}],\n"m" : {"model": "x" , "b":1.0} }', 'm', 'model')).toBe(
      '{ "a":[{"model":"x"}],\n"m" : {"model": "new" , "b":1.0} }',
    );
  });

  it.each(['{"model":null}', '{"other":"x"}', '["model"]', '{"\\x":1', '', '{"model"', 'not JSON'])(
    'returns the same buffer for %j',
    (text) => {
      const bytes = Buffer.from(text);
      expect(replaceText(bytes, ['model'], 'new')).toBe(bytes);
      expect(replaceText(bytes, ['model', 'inner'], 'new')).toBe(bytes);
    },
  );
});

function byName(left: [string, unknown], right: [string, unknown]): number {
  return left[0] < right[0] ? -1 : 1;
}
