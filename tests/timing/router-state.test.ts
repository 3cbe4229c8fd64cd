import { expect, it } from 'vitest';
import { isRouterState } from '../../server/transports/pages/router-state.ts';
import { expectBrief } from '../support/growth/processor-time.ts';

it('the state of a browser’s router is refused quickly where it is far too deep', () => {
  const deep = (levels: number) => `${'["",{"a":'.repeat(levels)}["",{}]${'}]'.repeat(levels)}`;
  expect(isRouterState(deep(20))).toBe(true);
  expectBrief(() => expect(isRouterState(deep(1_400))).toBe(false), 50);
});
