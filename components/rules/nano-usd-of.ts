/** Dollars as the API writes them, "5.00" or "-0.000000001", in nano-dollars; 0 for what is no amount. */
export function nanoUsdOf(usd: string): bigint {
  const match = /^(-?)(\d{1,30})(?:\.(\d{0,9}))?$/.exec(usd.trim());
  if (!match) return 0n;
  const [, sign, whole = '0', places = ''] = match;
  const amount = BigInt(whole) * 1_000_000_000n + BigInt(places.padEnd(9, '0'));
  return sign === '-' ? -amount : amount;
}
