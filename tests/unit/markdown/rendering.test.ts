import { Marked } from 'marked';
import { expect, test } from 'vitest';
import { render } from './render.ts';
import { sample } from './sample.ts';

const markup = render(sample);

test.each([
  ['a heading below the page’s own', '<h3'],
  ['bold words with others in them', 'bold, <em>nested</em> words</strong>'],
  ['an ordered list', '<ol'],
  ['a task that is done', 'checked=""'],
  ['columns to the right', 'text-right'],
  ['a line break in a cell', 'b<br/>c'],
  ['a quote', '<blockquote'],
  ['the language of code', '>Python</span>'],
  ['a link by reference', 'href="https://example.com/one"'],
  ['a price that is no formula', 'for $5 or $10.'],
  ['maths in a line', '>x_1^2 + y</span>'],
  ['maths in round brackets', '>a*b</span>'],
  ['maths of its own', '>E = mc^2</span>'],
  ['HTML as text', '&lt;details&gt;'],
  ['a fence in a fence', '```\nfence in a fence</code>'],
  ['a line', '<hr'],
])('%s', (_name, expected) => {
  expect(markup).toContain(expected);
});

test('read block by block, a message says the same as read at once', () => {
  const words = (html: string) =>
    html
      .replace(/<figcaption[\s\S]*?<\/figcaption>/g, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  const plain = sample
    .replace(/\$\$\n|\\[[\]]\n|\$x_1|y\$|\\\(|\\\)/g, '')
    .replace(/!\[/, '[')
    .replace(/<details>.*/, 'HTML');
  const ours = render(plain);
  const whole = new Marked({ gfm: true }).parse(plain) as string;
  expect(words(ours).replaceAll('&#x27;', '&#39;')).toBe(words(whole));
});
