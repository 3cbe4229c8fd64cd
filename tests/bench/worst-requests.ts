import { gzipSync } from 'node:zlib';

/** A request that costs as much as its kind can, and is sent again and again beside somebody else's streams. */
export interface WorstRequest {
  name: string;
  headers?: Record<string, string>;
  /** Made when it is needed: some are long. */
  body(): string;
}

const MEBIBYTE = 1024 * 1024;

export const worstRequests: readonly WorstRequest[] = [
  { name: '900,000 values', body: () => translated(`[${'{},'.repeat(449_000)}0]`) },
  { name: 'one string of 31 MB', body: () => translated(`"${'x'.repeat(31 * MEBIBYTE)}"`) },
  { name: '31 MB of escapes', body: () => translated(`"${'\\u00e9\\n'.repeat(3.8 * MEBIBYTE)}"`) },
  {
    name: '31 MB from 32 KB of gzip',
    headers: { 'content-encoding': 'gzip' },
    body: () => gzipSync(translated(`"${'x'.repeat(31 * MEBIBYTE)}"`)).toString('base64'),
  },
  {
    name: '8,000 messages of 1 KB',
    body: () => translated('"x"', `{"role":"user","content":"${'x'.repeat(1000)}"},`.repeat(8_000)),
  },
  {
    name: 'tool arguments of 27 MB',
    body: () => {
      const argumentsText = JSON.stringify(`{"a":[${'{},'.repeat(9 * MEBIBYTE)}0]}`);
      const call = `{"id":"c","type":"function","function":{"name":"f","arguments":${argumentsText}}}`;
      return translated(
        '"x"',
        `{"role":"assistant","tool_calls":[${call}]},{"role":"tool","tool_call_id":"c","content":"x"},`,
      );
    },
  },
];

/** Asks the channel of another format, so that all of it has to be understood. */
function translated(content: string, before = ''): string {
  return `{"model":"translated","max_tokens":10,"messages":[${before}{"role":"user","content":${content}}]}`;
}
