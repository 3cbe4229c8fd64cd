/** The package that knows what vendors charge: `@pydantic/genai-prices`. */
export const CATALOGUE = 'genai-prices';

/** The version in use, part of every price version; a test holds it to the installed one. */
export const CATALOGUE_VERSION = '0.1.8';

/** When versions of the catalogue came out, by the package registry; it does not say that itself. */
export const catalogueReleases: Readonly<Record<string, string>> = {
  '0.1.8': '2026-09-23T10:11:04Z',
};
