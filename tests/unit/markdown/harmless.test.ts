import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { markdownBounds } from '../../../components/markdown/bounds.ts';
import { highlightCode } from '../../../components/markdown/highlight-code.ts';
import { Markdown } from '../../../components/markdown/markdown.tsx';
import { parseMarkdown } from '../../../components/markdown/parse-markdown.ts';
import { safeAddress } from '../../../components/markdown/safe-address.ts';
import { render } from './render.ts';

/** Elements of a message that the browser would act on, and attributes that hold addresses or programs. */
function active(markup: string): string[] {
  const tags = [...markup.matchAll(/<([a-z0-9]+)((?:\s+[^<>]*?)?)>/gi)];
  return tags
    .filter(([, name = '', attributes = '']) => {
      const handler = /\son\w+=/i.test(attributes.replace(/"[^"]*"/g, '""'));
      const address = /\s(?:src|srcset|action|formaction|xlink:href|data)=/i.test(attributes);
      return (
        handler ||
        address ||
        /^(?:script|iframe|object|embed|form|style|link|meta|base|svg:script)$/i.test(name)
      );
    })
    .map(([tag]) => tag);
}

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'a <svg onload=alert(1)> b',
  '<iframe src="https://example.com"></iframe>',
  '<style>*{display:none}</style>',
  '<form action="https://example.com"><input name=a></form>',
  '```html\n<script>alert(1)</script>\n```',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
  '- <object data="https://example.com"></object>',
  '![x](https://example.com/leak?of=this)',
  '[![x](https://example.com/a.png)](https://example.com)',
])('%s is shown and does nothing', (text) => {
  const markup = render(text);
  expect(active(markup)).toEqual([]);
  expect(markup.length).toBeGreaterThan(0);
});

test.each([
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#x0a;script:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:x)',
  '[x](file:///etc/passwd)',
  '[x](/demo/keys)',
  '[x](//example.com)',
  '[x](#y)',
  '<javascript:alert(1)>',
  '[x][y]\n\n[y]: javascript:alert(1)',
  '![x](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
])('%s is no link', (text) => {
  expect(render(text)).not.toMatch(/href=|src=/);
});

test('links open beside the page and tell nothing of it', () => {
  for (const text of [
    '[x](https://example.com/a)',
    '<https://example.com/a>',
    'https://example.com/a',
    '[x][y]\n\n[y]: https://example.com/a',
  ]) {
    const [link] = /<a [^>]*>/.exec(render(text)) ?? [''];
    expect(link).toContain('href="https://example.com/a"');
    expect(link).toContain('rel="noopener noreferrer nofollow"');
    expect(link).toContain('target="_blank"');
  }
  expect(safeAddress('mailto:a@b.c')).toBe('mailto:a@b.c');
  expect(safeAddress(`https://example.com/${'a'.repeat(markdownBounds.address)}`)).toBeUndefined();
});

test('a picture that the answer carries is shown', () => {
  expect(render('![x](data:image/png;base64,iVBORw0KGgo=)')).toContain(
    '<img src="data:image/png;base64,iVBORw0KGgo="',
  );
});

test('a million characters are plain text, a paragraph beyond the bound is, too', () => {
  const text = '**a**\n\n'.repeat(1_000_000 / 7);
  const markup = renderToStaticMarkup(createElement(Markdown, { text }));
  expect(markup).not.toContain('<strong>');
  expect(markup.replace(/<[^>]*>/g, '')).toBe(text);
  expect(parseMarkdown('a '.repeat(markdownBounds.block), {})).toBeUndefined();
  expect(render('**a** '.repeat(markdownBounds.block / 4))).not.toContain('<strong>');
});

test('code is coloured as text and spans; a language that nobody knows is left alone', async () => {
  const tree = await highlightCode('const a = "<b>";', 'ts');
  expect(JSON.stringify(tree)).toContain('"hljs-keyword"');
  const textOf = (node: unknown): string => {
    const { value, children } = node as { value?: string; children?: unknown[] };
    return value ?? (children ?? []).map(textOf).join('');
  };
  expect(textOf(tree)).toBe('const a = "<b>";');
  expect(JSON.stringify(await highlightCode('main :: IO ()', 'hs'))).toContain('hljs-');
  expect(await highlightCode('a', 'klingon')).toBeUndefined();
  expect(await highlightCode('a', 'constructor')).toBeUndefined();
});
