/** A piece of a message that is parsed and shown on its own. */
export type MarkdownBlock = {
  kind: 'markdown' | 'code' | 'formula';
  /** Where it begins in the message, in characters. A block keeps its place while the message grows. */
  start: number;
  /** Markdown, the code between its fences, or the formula's source. */
  text: string;
  /** What stands behind the opening fence, in lower case; empty unless it is code. */
  language: string;
  /** Whether nothing that may still arrive can change it. */
  settled: boolean;
};
