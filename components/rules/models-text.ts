/** Patterns of models as people type them: one after the other, with commas or spaces between. */
export function modelsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}
