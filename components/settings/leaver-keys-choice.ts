/** What the operations are told for each choice. */
export const leaverKeysChoices = {
  keep: { keys: 'keep' },
  revoke: { keys: 'revoke' },
  week: { keys: 'expire', keysExpireInDays: 7 },
  month: { keys: 'expire', keysExpireInDays: 30 },
  quarter: { keys: 'expire', keysExpireInDays: 90 },
} as const satisfies Record<string, { keys: string; keysExpireInDays?: number }>;

export type LeaverKeysChoice = keyof typeof leaverKeysChoices;

export function isLeaverKeysChoice(value: string): value is LeaverKeysChoice {
  return Object.hasOwn(leaverKeysChoices, value);
}
