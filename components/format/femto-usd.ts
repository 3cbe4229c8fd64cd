const femtoPerUsd = 10n ** 15n;
/** Down to the nano-dollar, as receipts show every amount at least. */
const leastDecimals = 9;

/** How many decimals these amounts of femto-dollars (10⁻¹⁵ USD) take to stand below one another without loss. */
export function decimalsOf(amounts: readonly bigint[]): number {
  let decimals = 15;
  while (
    decimals > leastDecimals &&
    amounts.every((amount) => amount % 10n ** BigInt(16 - decimals) === 0n)
  ) {
    decimals--;
  }
  return decimals;
}

/** Femto-dollars as dollars, with so many decimals: "$0.000027000". */
export function formatFemtoUsd(amount: bigint, decimals: number): string {
  const whole = (amount / femtoPerUsd).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = (amount % femtoPerUsd).toString().padStart(15, '0').slice(0, decimals);
  return `$${whole}.${fraction}`;
}
