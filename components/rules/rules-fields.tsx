'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useViewerTimeZone } from '@/components/format/use-viewer-time-zone';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { newBudget } from './budget-draft';
import { BudgetRow } from './budget-row';
import { newLimit } from './limit-draft';
import { LimitRow } from './limit-row';
import { useBudgetSentence } from './use-budget-sentence';
import { useLimitSentence } from './use-limit-sentence';
import type { RulesForm } from './use-rules-form';

type RulesFieldsProps = {
  form: RulesForm;
  /** Of a channel there are none. */
  withBudgets?: boolean;
};

/** The limits and budgets of something, as rows that are added, filled in and taken away. */
export function RulesFields({ form, withBudgets = true }: RulesFieldsProps) {
  const t = useTranslations('rules');
  const timeZone = useViewerTimeZone();
  const limitSentence = useLimitSentence();
  const budgetSentence = useBudgetSentence();
  const { drafts, change, fixed } = form;
  if (!drafts) return <Skeleton className="h-24 w-full" />;
  return (
    <>
      <RuleList
        title={t('limits')}
        empty={t('noLimits')}
        fixed={fixed.limits.map((limit) => ({ id: limit.id, sentence: limitSentence(limit) }))}
        add={t('addLimit')}
        onAdd={() => change({ limits: [...drafts.limits, newLimit()] })}
      >
        {drafts.limits.map((draft, index) => (
          <LimitRow
            key={draft.key}
            draft={draft}
            onChange={(next) => change({ limits: drafts.limits.with(index, next) })}
            onRemove={() => change({ limits: drafts.limits.toSpliced(index, 1) })}
          />
        ))}
      </RuleList>
      {withBudgets && (
        <RuleList
          title={t('budgets')}
          empty={t('noBudgets')}
          fixed={fixed.budgets.map((budget) => ({ id: budget.id, sentence: budgetSentence(budget) }))}
          add={t('addBudget')}
          onAdd={() => change({ budgets: [...drafts.budgets, newBudget(timeZone)] })}
        >
          {drafts.budgets.map((draft, index) => (
            <BudgetRow
              key={draft.key}
              draft={draft}
              onChange={(next) => change({ budgets: drafts.budgets.with(index, next) })}
              onRemove={() => change({ budgets: drafts.budgets.toSpliced(index, 1) })}
            />
          ))}
        </RuleList>
      )}
    </>
  );
}

type RuleListProps = {
  title: string;
  empty: string;
  /** What somebody else set. */
  fixed: readonly { id: string; sentence: string }[];
  add: string;
  onAdd: () => void;
  children: ReactNode[];
};

function RuleList({ title, empty, fixed, add, onAdd, children }: RuleListProps) {
  const t = useTranslations('rules');
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-[13px] font-medium">{title}</h3>
        <Button size="small" variant="ghost" onClick={onAdd}>
          <Plus aria-hidden="true" />
          {add}
        </Button>
      </div>
      {fixed.length > 0 && (
        <ul className="flex flex-col gap-1 text-xs leading-relaxed text-muted-foreground">
          {fixed.map(({ id, sentence }) => (
            <li key={id}>
              {sentence} {t('setByOthers')}
            </li>
          ))}
        </ul>
      )}
      {children.length > 0 ? (
        <ul className="flex flex-col gap-2">{children}</ul>
      ) : (
        fixed.length === 0 && <p className="text-xs leading-relaxed text-muted-foreground">{empty}</p>
      )}
    </section>
  );
}
