'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { useBudgetSentence } from '@/components/rules/use-budget-sentence';
import { useTenant } from '@/components/shell/session';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useBudgetName } from './budget-name';
import type { Budget } from './standing';

type BudgetDeedsProps = {
  deed: { action: 'reset' | 'delete'; budget: Budget } | undefined;
  onClose: () => void;
};

/** Asks before a budget is reset or deleted. */
export function BudgetDeeds({ deed, onClose }: BudgetDeedsProps) {
  const t = useTranslations('budgets');
  const trpc = useTRPC();
  const tenant = useTenant();
  const nameOf = useBudgetName();
  const sentence = useBudgetSentence();
  const action = deed?.action ?? 'reset';
  const name = deed ? nameOf(deed.budget) : '';
  const done = (text: string) => () => {
    toast.success(text);
    onClose();
  };
  const reset = useMutation(
    trpc.budgets.reset.mutationOptions({ onSuccess: done(t('resetDone', { name })) }),
  );
  const remove = useMutation(
    trpc.budgets.delete.mutationOptions({ onSuccess: done(t('deleted', { name })) }),
  );
  return (
    <ConfirmDialog
      open={deed !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t(`${action}Title`, { name })}
      description={t(`${action}Description`)}
      action={t(action)}
      pending={reset.isPending || remove.isPending}
      onConfirm={() => deed && (action === 'reset' ? reset : remove).mutate({ tenant, id: deed.budget.id })}
    >
      {deed && (
        <p className="rounded-md border bg-sunken/50 px-3.5 py-2.5 text-[13px]">{sentence(deed.budget)}</p>
      )}
    </ConfirmDialog>
  );
}
