import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CanonicalRequest } from '../../../server/canonical/request.ts';
import { toolNamesOf } from '../../../server/canonical/tool-names.ts';
import { ToolRenaming } from '../../../server/canonical/tool-renaming.ts';
import { dialects } from '../../../server/dialects/index.ts';

const targets = Object.values(dialects);
const { toolName: openAi } = dialects['openai-chat'];

function requestWith(...names: string[]): CanonicalRequest {
  return {
    model: 'm',
    messages: [],
    tools: names.map((name) => ({ type: 'function', name })),
    sampling: {},
    stream: false,
  };
}

/** What the names are replaced by; themselves where they need not be. */
function replaced(names: string[], accepted = openAi): string[] {
  const request = requestWith(...names);
  return [...toolNamesOf(ToolRenaming.of(request, accepted)?.inRequest(request) ?? request)];
}

describe('a name that a target does not take', () => {
  it.each([
    ['files.read', 'files_read'],
    ['mcp:files/read all', 'mcp_files_read_all'],
    ['a...b', 'a_b'],
  ])('keeps its words: %s', (name, replacement) => {
    expect(replaced([name])).toEqual([replacement]);
  });

  it.each(['2fast', '-dash'])('gets the beginning Gemini wants: %s', (name) => {
    expect(replaced([name], dialects.gemini.toolName)).toEqual([`_${name}`]);
    expect(replaced([name])).toEqual([name]);
  });

  it('is shortened with a hash of the whole, so that long names with one beginning stay apart', () => {
    const long = 'mcp__weather_service__'.padEnd(90, 'x');
    const [one, other] = replaced([`${long}1`, `${long}2`]);
    expect(one).toMatch(/^mcp__weather_service__x+_[0-9a-f]{8}$/);
    expect(one).toHaveLength(64);
    expect(one).not.toBe(other);
    expect(replaced([long], dialects['anthropic-messages'].toolName)).toEqual([long]);
  });

  it.each(['天气', '', '...', 'météo', '\ud800'])('gets a hash where little of it is left: %j', (name) => {
    expect(replaced([name])[0]).toMatch(/^(tool|m_t_o)_[0-9a-f]{8}$/);
  });

  it('never takes the name of another tool, whatever their order', () => {
    const [read, dotted, slashed] = replaced(['files_read', 'files.read', 'files/read']);
    expect(read).toBe('files_read');
    expect(dotted).toMatch(/^files_read_[0-9a-f]{8}$/);
    expect(slashed).toMatch(/^files_read_[0-9a-f]{8}$/);
    expect(replaced(['files/read', 'files.read', 'files_read'])).toEqual([slashed, dotted, read]);
  });

  it('gives way even to a client whose own name looks like the replacement', () => {
    const [replacement = ''] = replaced(['天气']);
    const [own, other] = replaced([replacement, '天气']);
    expect(own).toBe(replacement);
    expect(other).not.toBe(replacement);
  });

  it('has the same replacement in every request and for every target that does not take it', () => {
    const [replacement] = replaced(['météo']);
    for (const { toolName } of targets) {
      expect(replaced(['other', 'météo', 'another'], toolName)[1]).toBe(replacement);
    }
  });

  it('is replaced by one the target takes, another for each, and found again from it', () => {
    const anyName = fc.oneof(
      fc.string({ maxLength: 150 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.stringMatching(/^[a-b._-]{1,4}$/),
    );
    fc.assert(
      fc.property(fc.uniqueArray(anyName), fc.constantFrom(...targets), (names, { toolName }) => {
        const request = requestWith(...names);
        const renaming = ToolRenaming.of(request, toolName);
        const sent = replaced(names, toolName);
        expect(sent.filter((name) => !toolName.test(name))).toEqual([]);
        expect(new Set(sent).size).toBe(names.length);
        expect(sent.map((name) => renaming?.original(name) ?? name)).toEqual(names);
      }),
      { numRuns: 500 },
    );
  });
});

describe('names that the target takes', () => {
  it('leave a request as it is', () => {
    for (const { toolName } of targets) {
      expect(ToolRenaming.of(requestWith('a', 'B-2', '_'.repeat(64)), toolName)).toBeNull();
    }
  });

  it('and names of nobody are the same on the way back', () => {
    const renaming = ToolRenaming.of(requestWith('a.b', 'c'), openAi);
    expect(['a_b', 'c', 'made_up', 'a.b'].map((name) => renaming?.original(name))).toEqual([
      'a.b',
      'c',
      'made_up',
      'a.b',
    ]);
  });
});

describe('a renaming', () => {
  const request: CanonicalRequest = {
    ...requestWith('files.read', 'list'),
    toolChoice: { type: 'allowed', names: ['files.read', 'list'], required: true },
    messages: [
      { role: 'user', parts: [{ type: 'text', text: 'files.read' }] },
      {
        role: 'assistant',
        parts: [
          { type: 'tool-call', id: '1', name: 'files.read', arguments: '{}' },
          { type: 'tool-call', id: '2', name: 'files.gone', arguments: '{}' },
        ],
      },
      {
        role: 'tool',
        parts: [
          { type: 'tool-result', toolCallId: '1', toolName: 'files.read', content: [] },
          { type: 'tool-result', toolCallId: '2', content: [] },
        ],
      },
    ],
  };

  it('reaches every place of a request that names a tool, and nothing else', () => {
    const before = structuredClone(request);
    const sent = ToolRenaming.of(request, openAi)?.inRequest(request);
    const expected: unknown = JSON.parse(
      JSON.stringify(request)
        .replaceAll('"files.read"', '"files_read"')
        .replace('"text":"files_read"', '"text":"files.read"')
        .replace('files.gone', 'files_gone'),
    );
    expect(sent).toEqual(expected);
    expect(request).toEqual(before);
  });

  it('reaches a choice of one tool', () => {
    const chosen: CanonicalRequest = { ...request, toolChoice: { type: 'tool', name: 'files.read' } };
    expect(ToolRenaming.of(chosen, openAi)?.inRequest(chosen).toolChoice).toEqual({
      type: 'tool',
      name: 'files_read',
    });
  });

  it('is undone in answers and in events', () => {
    const renaming = ToolRenaming.of(request, openAi);
    const call = { type: 'tool-call', id: '3', name: 'files_read', arguments: '{}' } as const;
    const text = { type: 'text', text: 'files_read' } as const;
    const choice = { index: 0, parts: [text, call], finish: { unified: 'tool-calls', raw: null } } as const;
    const answer = renaming?.inResponse({
      id: 'r',
      model: 'm',
      choices: [{ ...choice, parts: [...choice.parts] }],
      usage: null,
    });
    expect(answer?.choices[0]?.parts).toEqual([text, { ...call, name: 'files.read' }]);
    const start = { type: 'tool-call-start', choice: 0, part: 0, id: '3', name: 'files_gone' } as const;
    expect(renaming?.inEvent(start)).toEqual({ ...start, name: 'files.gone' });
    const delta = { type: 'tool-call-delta', choice: 0, part: 0, arguments: 'files_gone' } as const;
    expect(renaming?.inEvent(delta)).toBe(delta);
  });
});
