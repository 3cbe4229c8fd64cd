import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import en from './en.json';
import { chooseLocale, localeCookie } from './locales.ts';
import zh from './zh.json';

const messages = { en, zh };

/** What next-intl needs to know of a request: the reader's language and its texts. Times are shown in UTC until the browser says better. */
export default getRequestConfig(async () => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(localeCookie)?.value, sent.get('accept-language'));
  return { locale, messages: messages[locale], timeZone: 'UTC' };
});
