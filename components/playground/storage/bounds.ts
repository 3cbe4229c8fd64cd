/** What a browser keeps of one person's conversations in one tenant. Lengths are in characters. */
export const storageBounds = {
  conversations: 50,
  /** Of one conversation, its pictures among it: those that came first give way. */
  conversation: 12 * 1024 * 1024,
  /** Of one conversation without its pictures; a longer one is not kept. */
  text: 4 * 1024 * 1024,
  /** Of all together: those used last stay. */
  total: 64 * 1024 * 1024,
} as const;
