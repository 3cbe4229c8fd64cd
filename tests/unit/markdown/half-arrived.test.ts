import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeTail } from '../../../components/markdown/complete-tail.ts';
import { type SplitMessage, splitBlocks } from '../../../components/markdown/split-blocks.ts';
import { render } from './render.ts';
import { sample } from './sample.ts';

test('a message that arrives character by character ends as the whole one', () => {
  let split: SplitMessage | undefined;
  for (let end = 1; end <= sample.length; end += 1) split = splitBlocks(sample.slice(0, end), split);
  expect(split).toEqual(splitBlocks(sample));
});

test('wherever a message is cut, its pieces are those of the message read at once', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '\n',
      '\n\n',
      '- ',
      '1',
      '. ',
      '```',
      '~~~',
      '$$',
      '\\[',
      '\\]',
      '  ',
      '    ',
      'word',
      '> ',
      '|',
      '\t',
      '`',
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      let text = '';
      let split: SplitMessage | undefined;
      for (const part of parts) {
        text += part;
        split = splitBlocks(text, split);
      }
      expect(split ?? splitBlocks('')).toEqual(splitBlocks(text));
    }),
    { numRuns: 2000 },
  );
});

test('every beginning of a message can be shown', () => {
  for (let end = 0; end <= sample.length; end += 1) render(sample.slice(0, end), true);
}, 60_000);

test('what was settled stays as it was', () => {
  let settled = '';
  for (let end = 1; end <= sample.length; end += 7) {
    const now = splitBlocks(sample.slice(0, end))
      .blocks.filter((block) => block.settled)
      .map((block) => `${block.start} ${block.kind} ${block.text}\n`)
      .join('');
    expect(now.startsWith(settled)).toBe(true);
    settled = now;
  }
});

test('open marks are closed, and signs that may become anything are held back', () => {
  const shown: [string, string][] = [
    ['a **bold', 'a **bold**'],
    ['a **bold wo ', 'a **bold wo**'],
    ['a **', 'a '],
    ['**a** and *b', '**a** and *b*'],
    ['a ***both', 'a ***both***'],
    ['~~gone', '~~gone~~'],
    ['a `cod', 'a `cod`'],
    ['a `', 'a '],
    ['``a `b', '``a `b``'],
    ['see [the docs](https://exa', 'see the docs'],
    ['see [the **do', 'see the **do**'],
    ['see ![a picture](htt', 'see a picture'],
    ['done [x](https://a.b) **c', 'done [x](https://a.b) **c**'],
    ['2 * 3 is snake_case', '2 * 3 is snake_case'],
    ['`**` is open', '`**` is open'],
    ['a\n- b **c', 'a\n- b **c**'],
    ['text\n-', 'text'],
    ['text\n##', 'text'],
    ['- a\n2', '- a'],
    ['text\n1.', 'text'],
    ['| a | b', '| a | b\n| - | - |'],
    ['| a | b |\n|--', '| a | b |\n| - | - |'],
    ['| a |\n|---|\n| **x', '| a |\n|---|\n| **x**'],
  ];
  expect(shown.map(([text]) => [text, completeTail(text)])).toEqual(shown);
});

test('while it arrives, no reader sees a mark, a bracket or an address of what is not whole yet', () => {
  for (const whole of [
    'some **bold words** here',
    'a [link to it](https://example.com/long) here',
    'a `piece of code` here',
  ]) {
    for (let end = 1; end <= whole.length; end += 1) {
      const seen = render(whole.slice(0, end), true).replace(/<[^>]*>/g, '');
      expect(seen).not.toMatch(/[*`[\]]|http/);
    }
  }
});

test('one more word of a long message costs no more than of a short one', () => {
  const paragraph = `${'word '.repeat(60)}\n\n`;
  const before = splitBlocks(paragraph.repeat(800));
  const after = splitBlocks(`${before.text}more`, before);
  const kept = before.blocks.filter((block) => block.settled);
  expect(kept.length).toBeGreaterThan(700);
  // The very same objects: memoised blocks are neither parsed nor drawn again.
  expect(kept.every((block, index) => after.blocks[index] === block)).toBe(true);
});
