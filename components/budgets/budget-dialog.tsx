'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { useViewerTimeZone } from '@/components/format/use-viewer-time-zone';
import { budgetDraftOf, newBudget, toBudget, toTerms } from '@/components/rules/budget-draft';
import {
  BudgetAmount,
  BudgetCalendar,
  BudgetEffect,
  BudgetPeriod,
  BudgetScope,
  BudgetThresholds,
} from '@/components/rules/budget-fields';
import { nanoUsdOf } from '@/components/rules/nano-usd-of';
import { useBudgetSentence } from '@/components/rules/use-budget-sentence';
import { useMay, useSession } from '@/components/shell/session';
import { Combobox } from '@/components/ui/combobox';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { FormFooter } from '@/components/ui/form-footer';
import { useBudgetName } from './budget-name';
import type { Budget } from './standing';

type BudgetDialogProps = { budget: Budget | 'new' | undefined; onClose: () => void };

/** Makes a budget, or changes what may change of one without its counting anew. */
export function BudgetDialog({ budget, onClose }: BudgetDialogProps) {
  return (
    <Dialog open={budget !== undefined} onOpenChange={(open) => !open && onClose()}>
      {budget !== undefined && (
        <BudgetForm budget={budget === 'new' ? undefined : budget} onClose={onClose} />
      )}
    </Dialog>
  );
}

function BudgetForm({ budget, onClose }: { budget: Budget | undefined; onClose: () => void }) {
  const t = useTranslations('budgets');
  const rules = useTranslations('rules');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const { slug: tenant } = useSession().tenant;
  const formId = useId();
  const timeZone = useViewerTimeZone();
  const nameOf = useBudgetName();
  const sentence = useBudgetSentence();
  const places = usePlaces();
  const [place, setPlace] = useState<string>();
  const [draft, setDraft] = useState(() => (budget ? budgetDraftOf(budget) : newBudget(timeZone)));
  const chosen = places.find(({ value }) => value === place) ?? places[0];
  const options = {
    meta: { showsError: true },
    onSuccess: () => {
      toast.success(common('saved'));
      onClose();
    },
  };
  const create = useMutation(trpc.budgets.create.mutationOptions(options));
  const update = useMutation(trpc.budgets.update.mutationOptions(options));
  const fields = { draft, onChange: (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes }) };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (budget) update.mutate({ tenant, id: budget.id, ...toTerms(draft) });
    else if (chosen) create.mutate({ tenant, ...chosen.place, ...toBudget(draft) });
  }

  return (
    <DialogContent
      title={budget ? t('editTitle', { name: nameOf(budget) }) : t('create')}
      description={t(budget ? 'editDescription' : 'createDescription')}
      footer={
        <FormFooter
          formId={formId}
          submit={budget ? common('save') : t('create')}
          pending={create.isPending || update.isPending}
          disabled={!budget && !chosen}
          onCancel={onClose}
        />
      }
    >
      <Form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={create.error?.message ?? update.error?.message} />
        {!budget && (
          <Field label={t('of')}>
            <Combobox
              value={chosen?.value ?? ''}
              onValueChange={setPlace}
              options={places}
              placeholder={t('of')}
              searchPlaceholder={t('findPlace')}
            />
          </Field>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <BudgetAmount {...fields} />
          {!budget && <BudgetPeriod {...fields} />}
          {!budget && <BudgetCalendar {...fields} />}
          <BudgetEffect {...fields} />
          <BudgetThresholds {...fields} />
          {!budget && <BudgetScope {...fields} />}
        </div>
        <p className="rounded-md border bg-sunken/50 px-3.5 py-2.5 text-[13px] leading-relaxed text-muted-foreground">
          {nanoUsdOf(draft.usd) > 0n ? sentence(toBudget(draft)) : rules('budgetHint')}
        </p>
      </Form>
    </DialogContent>
  );
}

/** What a budget may be set on by whoever looks: keys of their own, and for owners everything. */
function usePlaces() {
  const t = useTranslations('budgets');
  const trpc = useTRPC();
  const { tenant, user } = useSession();
  const ofAll = useMay('rules:write-all');
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant: tenant.slug }, { enabled: ofAll }));
  const keys = useQuery(
    trpc.keys.list.queryOptions({
      tenant: tenant.slug,
      state: 'working',
      ...(!ofAll && { createdById: user.id }),
    }),
  );
  const whole = { value: 'tenant', label: tenant.name, hint: t('places.tenant'), place: {} };
  return [
    ...(ofAll ? [whole] : []),
    ...(ofAll ? (teams.data?.items ?? []) : []).map(({ id, name }) => ({
      value: id,
      label: name,
      hint: t('places.team'),
      place: { teamId: id },
    })),
    ...(keys.data?.items ?? []).map(({ id, name, prefix }) => ({
      value: id,
      label: name,
      hint: `${prefix}…`,
      place: { apiKeyId: id },
    })),
  ];
}
