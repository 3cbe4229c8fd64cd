'use client';

import { useTranslations } from 'next-intl';
import { type BudgetDraft, toBudget } from './budget-draft';
import {
  BudgetAmount,
  BudgetCalendar,
  BudgetEffect,
  BudgetPeriod,
  BudgetScope,
  BudgetThresholds,
} from './budget-fields';
import { nanoUsdOf } from './nano-usd-of';
import { RuleFrame } from './rule-frame';
import { useBudgetSentence } from './use-budget-sentence';

type BudgetRowProps = { draft: BudgetDraft; onChange: (draft: BudgetDraft) => void; onRemove: () => void };

export function BudgetRow({ draft, onChange, onRemove }: BudgetRowProps) {
  const t = useTranslations('rules');
  const sentence = useBudgetSentence();
  const fields = { draft, onChange: (changes: Partial<BudgetDraft>) => onChange({ ...draft, ...changes }) };
  return (
    <RuleFrame
      sentence={nanoUsdOf(draft.usd) > 0n ? sentence(toBudget(draft)) : t('budgetHint')}
      removeLabel={t('removeBudget')}
      onRemove={onRemove}
      more={
        <>
          <BudgetEffect {...fields} />
          <BudgetThresholds {...fields} />
          <BudgetCalendar {...fields} />
          <BudgetScope {...fields} />
        </>
      }
    >
      <BudgetAmount {...fields} />
      <BudgetPeriod {...fields} />
    </RuleFrame>
  );
}
