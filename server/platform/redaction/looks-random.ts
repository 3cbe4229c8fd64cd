/** Bits of Shannon entropy a character, of text nobody would write by hand: `hunter22` has 2.75, `aaaaaaa1` 0.54. */
const leastBits = 2.5;

/** Whether a text has letters as well as digits and repeats itself little, as passwords and keys do and words do not. */
export function looksRandom(text: string): boolean {
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits >= leastBits;
}
