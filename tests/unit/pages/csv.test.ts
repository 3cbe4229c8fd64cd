import { expect, test } from 'vitest';
import { toCsv } from '../../../components/format/csv.ts';

test('quotes what needs it and ends every line as RFC 4180 says', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        [null, 3],
      ],
    ),
  ).toBe('a,b\r\n"x,y","say ""hi"""\r\n,3\r\n');
});

test('lets no spreadsheet take a name for a formula', () => {
  expect(toCsv(['name'], [['=HYPERLINK("http://evil")'], ['-1+1'], ['@x']])).toBe(
    `name\r\n"'=HYPERLINK(""http://evil"")"\r\n'-1+1\r\n'@x\r\n`,
  );
});
