'use client';

import { useTranslations } from 'next-intl';
import type { Provider } from './channel';

const formats: Record<string, 'openai' | 'anthropic' | 'gemini'> = {
  'openai-chat': 'openai',
  'anthropic-messages': 'anthropic',
  gemini: 'gemini',
};

/** A line on a provider: which format it speaks, where it is, and whether it wants a key. */
export function useProviderNote(): (provider: Provider) => string {
  const t = useTranslations('channels.providerNotes');
  return (provider) => {
    if (provider.builtIn) return t('builtIn');
    const format = t(formats[provider.dialect] ?? 'openai');
    const where = provider.baseUrl ? new URL(provider.baseUrl).host : t('ownAddress');
    return [format, where, ...(provider.needsCredential ? [] : [t('noKey')])].join(' · ');
  };
}
