/**
 * Major version of a Gemini model by its name: 3 for `gemini-3-flash-preview`, `models/gemini-3.5-pro`.
 * Undefined for other names and for aliases such as `gemini-flash-latest`.
 */
function geminiMajorVersion(model: string): number | undefined {
  const digits = /gemini-(?:[a-z]+-)?(\d+)/.exec(model)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** From Gemini 3 on thinking has levels, calls must carry their signatures, and results may hold media. */
export function isGemini3OrLater(model: string): boolean {
  return (geminiMajorVersion(model) ?? 0) >= 3;
}
