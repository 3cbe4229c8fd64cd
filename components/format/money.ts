const nanoPerUsd = 1_000_000_000n;

type MoneyOptions = {
  /** Every digit down to the nano-dollar, for receipts. Otherwise about four significant digits. */
  exact?: boolean;
};

/**
 * Nano-dollars as people read dollars: "$12.40", "$0.000291". Whole numbers all the way; a decimal string as the
 * API sends it is taken too.
 */
export function formatNanoUsd(nanoUsd: bigint | string, { exact = false }: MoneyOptions = {}): string {
  const amount = BigInt(nanoUsd);
  const negative = amount < 0n;
  const absolute = negative ? -amount : amount;
  const decimals = exact ? 9 : readableDecimals(absolute);
  const unit = 10n ** BigInt(9 - decimals);
  const rounded = ((absolute + unit / 2n) / unit) * unit;
  const whole = (rounded / nanoPerUsd).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = (rounded % nanoPerUsd)
    .toString()
    .padStart(9, '0')
    .slice(0, decimals)
    .replace(/0+$/, '')
    .padEnd(2, '0');
  return `${negative ? '-' : ''}$${whole}.${fraction}`;
}

function readableDecimals(absolute: bigint): number {
  if (absolute >= nanoPerUsd || absolute === 0n) return 2;
  const leadingZeros = 9 - absolute.toString().length;
  return Math.min(9, Math.max(4, leadingZeros + 3));
}

/** Nano-dollars as a number of dollars, for axes of charts only: charts need no last digit. */
export function nanoUsdToNumber(nanoUsd: bigint | string): number {
  return Number(nanoUsd) / Number(nanoPerUsd);
}

/**
 * Dollars as a person types them ("2.50") in nano-dollars. At most nine decimals.
 * @returns undefined when the text is no amount of dollars.
 */
export function parseUsd(text: string): bigint | undefined {
  const match = /^\$?\s*(\d{1,9})(?:\.(\d{0,9}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, whole = '0', fraction = ''] = match;
  return BigInt(whole) * nanoPerUsd + BigInt(fraction.padEnd(9, '0'));
}
