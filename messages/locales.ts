/** The languages Heddle speaks. The first is the one for people who ask for none of them. */
export const locales = ['en', 'zh'] as const;

export type Locale = (typeof locales)[number];

/** Cookie in which a person's choice of language is kept; set by the language switcher. */
export const localeCookie = 'heddle-locale';

/** The language of a tag (`zh-CN`), where Heddle speaks it. */
export function asLocale(tag: string): Locale | undefined {
  const language = tag.trim().toLowerCase().split('-')[0];
  return locales.find((locale) => locale === language);
}

/**
 * Chooses a language: what the person picked, else the first of the browser's languages that Heddle speaks,
 * by the weights of Accept-Language (RFC 9110 §12.5.4), else English.
 */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const picked = cookie === undefined ? undefined : asLocale(cookie);
  if (picked !== undefined) return picked;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.split(';');
      const quality = parameters.map((parameter) => parameter.trim()).find((p) => p.startsWith('q='));
      const weight = quality === undefined ? 1 : Number(quality.slice(2));
      return { locale: asLocale(tag), weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter((entry) => entry.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted.find((entry) => entry.locale !== undefined)?.locale ?? locales[0];
}
