/** The dyes that tell series and providers apart, in the order in which charts take them. */
export const dyes = [
  'var(--dye-verdigris)',
  'var(--dye-saffron)',
  'var(--dye-indigo)',
  'var(--dye-madder)',
  'var(--dye-weld)',
  'var(--dye-orchil)',
  'var(--dye-walnut)',
] as const;

/** A dye for a name; the same name always gets the same one. */
export function dyeOf(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return dyes[hash % dyes.length] ?? dyes[0];
}
