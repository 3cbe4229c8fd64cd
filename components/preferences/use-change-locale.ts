'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { type Locale, localeCookie } from '@/messages/locales';

const yearSeconds = 365 * 24 * 60 * 60;

/** Keeps the choice of language in a cookie, null leaves it to the browser, and draws the page anew in it. */
export function useChangeLocale(): { changeLocale: (locale: Locale | null) => void; pending: boolean } {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  function changeLocale(locale: Locale | null) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${localeCookie}=${locale ?? ''}; path=/; max-age=${locale ? yearSeconds : 0}; samesite=lax`;
    startTransition(() => router.refresh());
  }
  return { changeLocale, pending };
}
