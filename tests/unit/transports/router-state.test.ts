import fc from 'fast-check';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import { describe, expect, it } from 'vitest';
import { isRouterState } from '../../../server/transports/pages/router-state.ts';

/** As a browser sent them, on the way from one page to the next. */
const sent = [
  [
    '',
    { children: ['(marketing)', { children: ['__PAGE__', {}, null, null, 0] }, null, null, 0] },
    null,
    null,
    16,
  ],
  [
    '',
    {
      children: [
        '(dashboard)',
        {
          children: [
            ['tenant', 'demo', 'd', null],
            { children: ['logs', { children: ['__PAGE__?{"outcome":"failure"}', {}, null, 'refetch'] }] },
          ],
        },
      ],
    },
    ['/demo/logs', ''],
    'inside-shared-layout',
  ],
];

function nextReads(header: string): boolean {
  try {
    return parseAndValidateFlightRouterState(header) !== undefined;
  } catch {
    return false;
  }
}

/** Trees, and what is nearly one. */
const { tree } = fc.letrec((tie) => {
  const text = fc.constantFrom('', 'children', '__PAGE__', '__proto__', 'd', 'refetch');
  const odd = fc.constantFrom(null, 0, 1.5, true, {}, [], ['', ''], 'refetch', 'metadata-only', 'x');
  const kind = fc.constantFrom('c', 'oc', 'd', 'di(.)', 'ci(..)(..)', 'oci', 'x');
  const siblings = fc.oneof(fc.constant(null), fc.array(text, { maxLength: 2 }), odd);
  const segment = fc.oneof(text, fc.tuple(text, text, kind, siblings), fc.tuple(text, text, kind), odd);
  const children = fc.oneof(
    { maxDepth: 4 },
    fc.constant({}),
    fc.dictionary(text, tie('tree'), { maxKeys: 2 }),
    odd,
  );
  return {
    tree: fc
      .tuple(segment, children, fc.array(odd, { maxLength: 5 }))
      .map(([first, second, rest]) => [first, second, ...rest]),
  };
});

describe('the state of a browser’s router', () => {
  it('is read as a browser sends it', () => {
    for (const state of sent) {
      const header = encodeURIComponent(JSON.stringify(state));
      expect([isRouterState(header), nextReads(header)]).toEqual([true, true]);
    }
  });

  it('is told from everything that Next cannot read', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(tree, fc.jsonValue()), (value) => {
        const header = encodeURIComponent(JSON.stringify(value));
        if (!isRouterState(header)) return;
        read += 1;
        expect(nextReads(header)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(50);
  });

  it.each(['', 'x', '%', '%E0%A4%A', '["",{}', '["",{}], ["",{}]', 'null'])('is not %j', (header) => {
    expect(isRouterState(header)).toBe(false);
  });
});
