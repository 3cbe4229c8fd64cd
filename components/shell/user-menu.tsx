'use client';

import { Building2, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { LocaleItems } from '@/components/preferences/locale-items';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useSession } from './session';
import { signOutHere } from './sign-out';
import { useOwnLocale } from './use-own-locale';

const themes = [
  { value: 'light', Icon: Sun, label: 'themeLight' },
  { value: 'dark', Icon: Moon, label: 'themeDark' },
  { value: 'system', Icon: Monitor, label: 'themeSystem' },
] as const;

export function UserMenu() {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  const { theme, setTheme } = useTheme();
  const { user, tenant } = useSession();
  const changeLocale = useOwnLocale();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex w-full min-w-0 items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-muted data-[state=open]:bg-muted">
        <span
          aria-hidden="true"
          className="grid size-7 shrink-0 place-items-center rounded-full border border-border-strong bg-surface text-xs font-medium"
        >
          {Array.from(user.name || user.email)[0]?.toUpperCase()}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-[13px] leading-tight font-medium">{user.name}</span>
          <span className="block truncate text-xs leading-tight text-muted-foreground">{user.email}</span>
        </span>
        <span className="sr-only">{t('userMenu')}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top" className="w-56">
        <DropdownMenuItem asChild>
          <Link href={`/${tenant.slug}/settings?tab=account`}>
            <UserRound aria-hidden="true" />
            {t('account')}
          </Link>
        </DropdownMenuItem>
        {user.isOperator && (
          <DropdownMenuItem asChild>
            <Link href="/operator">
              <Building2 aria-hidden="true" />
              {t('operator')}
            </Link>
          </DropdownMenuItem>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{common('theme')}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme ?? 'system'} onValueChange={setTheme}>
          {themes.map(({ value, Icon, label }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              <Icon aria-hidden="true" />
              {common(label)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{common('language')}</DropdownMenuLabel>
        <LocaleItems onChoose={changeLocale} />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOutHere()}>
          <LogOut aria-hidden="true" />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
