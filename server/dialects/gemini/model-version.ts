/**
 * Version of a Gemini model by its name: 3 for `gemini-3-flash-preview`, 3.5 for `models/gemini-3.5-pro`.
 * Undefined for other names and for aliases such as `gemini-flash-latest`.
 */
function geminiVersion(model: string): number | undefined {
  const match = /gemini-(?:[a-z]+-)?(\d+)(?:\.(\d))?/.exec(model);
  return match === null ? undefined : Number(`${match[1]}.${match[2] ?? 0}`);
}

/** From Gemini 3 on thinking has levels, calls must carry their signatures, and results may hold media. */
export function isGemini3OrLater(model: string): boolean {
  return (geminiVersion(model) ?? 0) >= 3;
}

/** Whether a model thinks; those that do not answer 400 to any `thinkingConfig`. Unknown names are given the benefit. */
export function canThink(model: string): boolean {
  const version = geminiVersion(model) ?? 3;
  if (version < 2.5) return model.includes('thinking');
  return version >= 3 || !/-(image|tts)/.test(model);
}
