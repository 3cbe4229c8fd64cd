'use client';

import {
  BookOpen,
  Building2,
  Cable,
  Keyboard,
  KeyRound,
  Languages,
  LogOut,
  type LucideIcon,
  Moon,
  Plus,
  Settings,
  Sun,
  UserPlus,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { localeNames } from '@/components/preferences/locale-names';
import { settingsTabs } from '@/components/settings/settings-tabs';
import { locales } from '@/messages/locales';
import { navigation } from '../navigation';
import { useSession } from '../session';
import { signOutHere } from '../sign-out';
import { useOwnLocale } from '../use-own-locale';

/** Something that can be gone to, or done, at once. */
export type Command = {
  id: string;
  group: 'pages' | 'actions' | 'tenants';
  label: string;
  /** Found by these words too. */
  words?: string;
  Icon?: LucideIcon;
  /** Where it leads; kept among the recent ones. */
  href?: string;
  run: () => void;
};

/** Every page and deed that the person may see or do here. */
export function useCommands(onShortcuts: () => void): Command[] {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  const settings = useTranslations('settings.tabs');
  const router = useRouter();
  const locale = useLocale();
  const { resolvedTheme, setTheme } = useTheme();
  const changeLocale = useOwnLocale();
  const { tenant, tenants, user } = useSession();
  const may = (permission: (typeof tenant.permissions)[number]) => tenant.permissions.includes(permission);
  const go = (href: string) => ({ href, run: () => router.push(href) });
  const at = (path: string) => go(`/${tenant.slug}/${path}`);
  const isDark = resolvedTheme === 'dark';

  const pages = navigation
    .flatMap(({ destinations }) => destinations)
    .filter(({ permission }) => may(permission))
    .map(({ key, Icon }) => ({ id: key, label: t(`pages.${key}`), words: key, Icon, ...at(key) }));
  const tabs = settingsTabs
    .filter(({ permission }) => permission === undefined || may(permission))
    .map(({ name }) => ({
      id: `settings-${name}`,
      label: `${t('pages.settings')}: ${settings(name)}`,
      words: `settings ${name}`,
      Icon: Settings,
      ...at(`settings?tab=${name}`),
    }));
  const actions = [
    may('keys:write') && {
      id: 'create-key',
      label: t('createKey'),
      Icon: KeyRound,
      ...at('keys?create=true'),
    },
    may('channels:write') && {
      id: 'create-channel',
      label: t('createChannel'),
      Icon: Cable,
      ...at('channels?create=true'),
    },
    may('members:write') && {
      id: 'invite',
      label: t('inviteMember'),
      Icon: UserPlus,
      ...at('settings?tab=members&invite=true'),
    },
    { id: 'new-tenant', label: t('newTenant'), Icon: Plus, ...go('/new') },
    user.isOperator && { id: 'operator', label: t('operator'), Icon: Building2, ...go('/operator') },
    {
      id: 'documentation',
      label: t('help.documentation'),
      words: 'docs api',
      Icon: BookOpen,
      ...go('/docs'),
    },
    { id: 'shortcuts', label: t('help.shortcuts'), Icon: Keyboard, run: onShortcuts },
    {
      id: 'theme',
      label: common('toggleTheme'),
      Icon: isDark ? Sun : Moon,
      run: () => setTheme(isDark ? 'light' : 'dark'),
    },
    ...locales
      .filter((candidate) => candidate !== locale)
      .map((candidate) => ({
        id: `language-${candidate}`,
        label: localeNames[candidate],
        words: `language ${common('language')}`,
        Icon: Languages,
        run: () => changeLocale(candidate),
      })),
    { id: 'sign-out', label: t('signOut'), Icon: LogOut, run: () => void signOutHere() },
  ].filter((action) => action !== false);
  const others = tenants
    .filter(({ slug }) => slug !== tenant.slug)
    .map(({ slug, name }) => ({
      id: `tenant-${slug}`,
      label: name,
      words: slug,
      ...go(`/${slug}/overview`),
    }));
  return [
    ...[...pages, ...tabs].map((command) => ({ group: 'pages' as const, ...command })),
    ...actions.map((command) => ({ group: 'actions' as const, ...command })),
    ...others.map((command) => ({ group: 'tenants' as const, ...command })),
  ];
}
