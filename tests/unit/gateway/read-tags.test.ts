import { describe, expect, it } from 'vitest';
import { Fault } from '../../../server/canonical/fault.ts';
import { readTags } from '../../../server/gateway/ingress/read-tags.ts';
import type { GatewayRequest } from '../../../server/gateway/message.ts';

const tagsOf = (value: string | string[] | undefined) =>
  readTags({ headers: { 'x-heddle-tags': value } } as Partial<GatewayRequest> as GatewayRequest);

describe('x-heddle-tags', () => {
  it('is a list of labels, each once, over one header or several', () => {
    expect(tagsOf('checkout, team:search ,v1.2_b-3,, checkout')).toEqual([
      'checkout',
      'team:search',
      'v1.2_b-3',
    ]);
    expect(tagsOf(['a', 'b,c'])).toEqual(['a', 'b', 'c']);
    expect(tagsOf(undefined)).toEqual([]);
    expect(tagsOf(' , ')).toEqual([]);
  });

  it.each(['two words', 'a'.repeat(41), 'a,b,c,d,e,f,g,h,i', 'ü', `${' '.repeat(1_100)}a`, 'a;b'])(
    'refuses %s by the name of the header and what it takes',
    (value) => {
      expect(() => tagsOf(value)).toThrow(Fault);
      expect(() => tagsOf(value)).toThrow(/^x-heddle-tags: expected at most 8 labels of 1 to 40 letters/);
    },
  );

  it('takes eight of forty characters', () => {
    const most = Array.from({ length: 8 }, (_, index) => `${index}`.repeat(40));
    expect(tagsOf(most.join(', '))).toEqual(most);
  });

  it('keeps no key that was sent as a label', () => {
    expect(tagsOf('prod,sk-proj-Zq3vT9xW2bN7mK4pL8rY1cD6')).toEqual(['prod', '[redacted]']);
  });
});
