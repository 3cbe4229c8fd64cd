import { expect, it } from 'vitest';
import { writeCsv } from '../../../server/services/logs/write-csv.ts';

it('writes RFC 4180: quotes doubled, separators and line ends quoted, lines end in CRLF', () => {
  const rows = [
    { a: 'plain', b: 'with "quotes", commas' },
    { a: 'two\nlines', b: null },
  ];
  expect(writeCsv(rows)).toBe('a,b\r\nplain,"with ""quotes"", commas"\r\n"two\nlines",\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('disarms %j', (text) => {
  expect(writeCsv([{ a: text }])).toContain(`'${text}`);
});

it('keeps numbers as they are, negative ones too', () => {
  expect(writeCsv([{ a: -1, b: 12_345_678_901_234_567_890n, c: true }])).toBe(
    'a,b,c\r\n-1,12345678901234567890,true\r\n',
  );
});
