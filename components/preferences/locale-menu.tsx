'use client';

import { Languages } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';

const loadDropdown = () =>
  import('./locale-dropdown').then(({ LocaleDropdown }) => ({ default: LocaleDropdown }));
const LocaleDropdown = lazy(loadDropdown);

/** The menu comes with the first sign that somebody wants it: few do, and public pages are to be light. */
export function LocaleMenu() {
  const t = useTranslations('common');
  const [wanted, setWanted] = useState(false);
  const button = (onClick?: () => void): ReactElement => (
    <Button
      variant="ghost"
      size="icon"
      aria-label={t('language')}
      aria-haspopup="menu"
      onPointerEnter={() => void loadDropdown()}
      onFocus={() => void loadDropdown()}
      onClick={onClick}
    >
      <Languages aria-hidden="true" />
    </Button>
  );
  if (!wanted) return button(() => setWanted(true));
  return (
    <Suspense fallback={button()}>
      <LocaleDropdown>{button()}</LocaleDropdown>
    </Suspense>
  );
}
