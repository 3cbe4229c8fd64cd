import { test } from 'vitest';
import { markdownBounds } from '../../components/markdown/bounds.ts';
import { splitBlocks } from '../../components/markdown/split-blocks.ts';
import { expectBrief } from '../support/growth/processor-time.ts';
import { render } from '../unit/markdown/render.ts';

/** What is known to hurt parsers of Markdown, at 30,000 characters each. */
const hurtful: Record<string, string> = {
  quotes: '>'.repeat(10_000),
  'quotes with spaces': `${'> '.repeat(10_000)}x`,
  'lists in lists': '- '.repeat(10_000),
  'lists by indentation': Array.from({ length: 240 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n'),
  brackets: '['.repeat(30_000),
  'open links': '[a]('.repeat(7500),
  'images of images': '!['.repeat(15_000),
  stars: '*a **a '.repeat(4000),
  'stars in words': `a*${'b*c_'.repeat(7500)}`,
  'marks in marks': `${'*_'.repeat(5000)}a${'_*'.repeat(5000)}`,
  ticks: Array.from({ length: 240 }, (_, length) => '`'.repeat(length)).join(' '),
  dollars: '$a '.repeat(10_000),
  'round brackets': '\\('.repeat(15_000),
  tags: '<a '.repeat(10_000),
  comments: '<!--'.repeat(7500),
  columns: `${'|'.repeat(10_000)}\n${'|-'.repeat(10_000)}|\n`,
  addresses: 'http://a.'.repeat(3500),
  definitions: Array.from({ length: 3000 }, (_, index) => `[${index}]: b`).join('\n'),
  spaces: `a${' '.repeat(30_000)}b`,
  lines: '\n'.repeat(30_000),
  tildes: '~~a ~a '.repeat(4000),
  'table head': '| a '.repeat(7500),
};

test.each(Object.entries(hurtful))('%s take no time to speak of, whole or arriving', (_name, text) => {
  expectBrief(() => {
    render(text);
    render(text, true);
  }, 3000);
});

test('a quarter of a million characters are split in no time', () => {
  expectBrief(() => {
    for (const line of ['- a\n\n', '```\na\n```\n', '$$\n', 'a\n\n', '    a\n\n', '1. ```\n']) {
      splitBlocks(line.repeat(Math.floor(markdownBounds.message / line.length)));
    }
  }, 3000);
});
