'use client';

import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/trpc';
import { useChangeLocale } from '@/components/preferences/use-change-locale';
import type { Locale } from '@/messages/locales';

/** Changes the language of the pages here, and of the person wherever they sign in from now on. */
export function useOwnLocale(): (locale: Locale) => void {
  const trpc = useTRPC();
  const { changeLocale } = useChangeLocale();
  const keep = useMutation(trpc.account.update.mutationOptions({ meta: { changesNothing: true } }));
  return (locale) => {
    keep.mutate({ locale });
    changeLocale(locale);
  };
}
