import { asLocale, type Locale, localeCookie } from '../../messages/locales.ts';
import { asPlatform } from '../platform/db/prisma.ts';

const LIFETIME_SECONDS = 365 * 86_400;

/** The language a person wants the pages in; null where they leave it to the browser. */
export async function readPreferredLocale(personId: string): Promise<Locale | null> {
  const row = await asPlatform((transaction) =>
    transaction.user.findUnique({ where: { id: personId }, select: { locale: true } }),
  );
  return row?.locale ? (asLocale(row.locale) ?? null) : null;
}

/** The line that lets it follow the person to this browser. The pages' language switch writes the same cookie. */
export function localeCookieLine(locale: Locale): string {
  return `${localeCookie}=${locale}; Path=/; Max-Age=${LIFETIME_SECONDS}; SameSite=Lax`;
}
