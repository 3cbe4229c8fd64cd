/** What a kind of credential looks like, wherever it stands in a text. */
export interface Shape {
  /** Who issues it, and where that is said. */
  readonly kind: string;
  /** What it begins with, or what introduces it; two ASCII characters at least. */
  readonly prefix: string;
  /** The prefix may be written in small letters and capitals. */
  readonly anyCase?: boolean;
  /** The prefix introduces the secret and is kept. */
  readonly keepsPrefix?: boolean;
  /**
   * Sticky; what follows the prefix. Its first group, if any, is kept. Must take linear time from one start, and either
   * a bounded number of characters where it fails, or ones at which no prefix of its own can begin.
   */
  readonly body: RegExp;
  /** Characters directly before it, of which there may be none: a match is no credential but a part of something longer. */
  readonly notAfter?: RegExp;
  /** Looks at what stands before the prefix, at most some characters far, where the shape alone says too little. */
  readonly follows?: (text: string, at: number) => boolean;
  /** Whether the secret itself looks like one. */
  readonly accepts?: (secret: string) => boolean;
}
