'use client';

import { useQuery } from '@tanstack/react-query';
import { UserRoundX } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';

const mostNamed = 3;

/** Tells owners who can do nothing yet for want of a team, and leads to mending it. Nothing where there is nobody. */
export function TeamlessNotice({ onShow }: { onShow: () => void }) {
  const t = useTranslations('settings.members.teamless');
  const format = useFormatter();
  const trpc = useTRPC();
  const tenant = useTenant();
  const { data } = useQuery(
    trpc.members.list.queryOptions({ tenant, withoutTeam: true, limit: mostNamed + 1 }),
  );
  if (!data || data.items.length === 0) return null;
  const names = data.items.slice(0, mostNamed).map(({ name }) => name);
  return (
    <section
      aria-label={t('label')}
      className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-warning/40 bg-warning-soft px-4 py-3"
    >
      <UserRoundX aria-hidden="true" className="size-4.5 shrink-0 text-warning" />
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-sm font-medium wrap-anywhere">
          {data.items.length > mostNamed
            ? t('more', { names: names.join(', ') })
            : t('some', { names: format.list(names), count: names.length })}
        </p>
        <p className="mt-0.5 text-[13px] text-muted-foreground">{t('what')}</p>
      </div>
      <Button size="small" onClick={onShow}>
        {t('show')}
      </Button>
    </section>
  );
}
