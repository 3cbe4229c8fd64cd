/** Which API keys work at this moment; those of the playground, which last an hour, aside. */
export function activeKeys(now: Date) {
  return {
    kind: 'standard',
    revokedAt: null,
    OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
  };
}
