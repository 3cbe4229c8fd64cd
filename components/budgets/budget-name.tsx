'use client';

import { useTranslations } from 'next-intl';
import { useSession } from '@/components/shell/session';
import type { Budget } from './standing';

type Named = Pick<Budget, 'key' | 'team' | 'models'>;

/** What a budget is called: after what it is on. */
export function useBudgetName() {
  const { tenant } = useSession();
  return ({ key, team }: Omit<Named, 'models'>): string => key?.name ?? team?.name ?? tenant.name;
}

/** What a budget is on, more closely. */
export function BudgetPlace({ budget }: { budget: Named & { perEndUser?: boolean } }) {
  const t = useTranslations('budgets');
  const { key, team, models, perEndUser } = budget;
  return (
    <>
      {key ? (
        <>
          {t('places.key')} <span className="font-mono">{key.prefix}…</span>
          {team && ` · ${team.name}`}
        </>
      ) : (
        t(team ? 'places.team' : 'places.tenant')
      )}
      {perEndUser && ` · ${t('eachEndUser')}`}
      {models.length > 0 && (
        <>
          {' · '}
          <span className="font-mono">{models.join(', ')}</span>
        </>
      )}
    </>
  );
}
