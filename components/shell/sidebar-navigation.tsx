'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/class-names';
import { navigation } from './navigation';
import { NavigationLink } from './navigation-link';
import { useSession } from './session';

/** The pages of a tenant. A warp thread runs beside each group and takes colour at the page one is on. */
export function SidebarNavigation({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const { slug, permissions } = useSession().tenant;
  return (
    <nav aria-label={t('navigation')} className="flex flex-col gap-5">
      {navigation.map(({ group, destinations }) => (
        <div key={group}>
          <p className="px-2.5 pb-1.5 text-xs font-medium text-muted-foreground">{t(`groups.${group}`)}</p>
          <ul className="ml-2.5 border-l">
            {destinations.map(({ key, Icon, permission }) => {
              if (!permissions.includes(permission)) return null;
              const href = `/${slug}/${key}`;
              const current = pathname === href || pathname.startsWith(`${href}/`);
              return (
                <li key={key} className="-ml-px">
                  <NavigationLink
                    href={href}
                    aria-current={current ? 'page' : undefined}
                    onClick={onNavigate}
                    className={cn(
                      'flex h-8.5 pointer-coarse:h-11 items-center gap-2.5 rounded-r-md border-l-2 border-transparent pr-2 pl-3 text-sm transition-colors',
                      current
                        ? 'border-thread bg-muted font-medium text-foreground'
                        : 'text-muted-foreground hover:bg-muted/60 hover:text-foreground',
                    )}
                  >
                    <Icon
                      aria-hidden="true"
                      className={cn('size-4', current && 'text-thread')}
                      strokeWidth={1.75}
                    />
                    {t(`pages.${key}`)}
                  </NavigationLink>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
