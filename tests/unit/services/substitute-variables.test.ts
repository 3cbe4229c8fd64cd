// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references in configuration files look like that

import { expect, it } from 'vitest';
import { substituteVariables } from '../../../server/services/configuration/substitute-variables.ts';

const variable = (name: string) => ({ KEY: 'value', TRICKY: '$&${KEY}' })[name];

it('puts values in wherever text stands, and nowhere else', () => {
  const document = { a: ['${KEY}', 7, null, { b: 'x-${KEY}-y-${KEY}' }], '${KEY}': true };
  expect(substituteVariables(document, variable)).toEqual({
    value: { a: ['value', 7, null, { b: 'x-value-y-value' }], '${KEY}': true },
    missing: [],
  });
});

it('takes a value as it is, whatever it looks like', () => {
  expect(substituteVariables('${TRICKY}', variable).value).toBe('$&${KEY}');
});

it('leaves an escaped reference standing', () => {
  expect(substituteVariables('a $${KEY} b', variable).value).toBe('a ${KEY} b');
});

it('names every place where a variable is not set, or is no name', () => {
  const { missing } = substituteVariables({ a: [{ b: '${NONE}' }], c: '${not a name}' }, variable);
  expect(missing).toEqual([
    'a[0].b: the variable NONE is not set',
    'c: expected the name of a variable in ${not a name}',
  ]);
});
