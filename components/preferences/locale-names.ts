import type { Locale } from '@/messages/locales';

/** Each language by its own name, so that whoever reads it can find it. */
export const localeNames: Record<Locale, string> = { en: 'English', zh: '简体中文' };
