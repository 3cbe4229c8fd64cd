import { expect, it } from 'vitest';
import { EventSplitter } from '../../server/dialects/server-sent-events.ts';
import { expectLinear } from '../support/growth/measure-growth.ts';

it('a long event takes time in proportion to its length when it comes in small chunks', () => {
  const chunk = Buffer.alloc(16, 'x');
  const receiving = (chunks: number) => () => {
    const splitter = new EventSplitter(1 << 24);
    splitter.push(Buffer.from('data: '));
    for (let sent = 0; sent < chunks; sent++) splitter.push(chunk);
    expect(splitter.push(Buffer.from('\n\n'))[0]?.data).toHaveLength(chunks * chunk.length);
  };
  expectLinear(receiving, (1 << 23) / chunk.length);
});
