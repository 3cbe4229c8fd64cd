import { z } from 'zod';

/** Amounts of money as people write them: dollars on the wire ("5.00", up to nine places), nano-dollars inside. */

const NANO = 1_000_000_000n;
/** Nano-dollars: 9 million dollars. JavaScript has every number up to it exactly. */
const LARGEST = 9_000_000n * NANO;

const exact = { decode: toNanoUsd, encode: writeUsd };

/** What a client sends. */
export const usd = z
  .codec(
    z
      .string()
      .max(17)
      .regex(/^\d{1,7}(?:\.\d{1,9})?$/, 'Expected dollars, such as "5.00", with nine places at most'),
    z.bigint(),
    exact,
  )
  .refine((amount) => amount <= LARGEST, 'Expected 9000000 dollars at most');

/** What is answered: less than nothing where more was refunded than spent. */
export const usdAmount = z.codec(z.string().regex(/^-?\d{1,30}\.\d{2,9}$/), z.bigint(), exact);

function toNanoUsd(text: string): bigint {
  const [whole = '', places = ''] = text.replace('-', '').split('.');
  const amount = BigInt(whole) * NANO + BigInt(places.padEnd(9, '0'));
  return text.startsWith('-') ? -amount : amount;
}

/** With two places at least: 5.00, 0.000000001. */
export function writeUsd(amount: bigint): string {
  const [sign, size] = amount < 0n ? ['-', -amount] : ['', amount];
  const places = (size % NANO)
    .toString()
    .padStart(9, '0')
    .replace(/0{1,7}$/, '');
  return `${sign}${size / NANO}.${places}`;
}
