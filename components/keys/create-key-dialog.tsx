'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { toBudget } from '@/components/rules/budget-draft';
import { toLimit } from '@/components/rules/limit-draft';
import { RulesFields } from '@/components/rules/rules-fields';
import { useRulesForm } from '@/components/rules/use-rules-form';
import { useTenant } from '@/components/shell/session';
import { Combobox } from '@/components/ui/combobox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { KeyWithSecret } from './api-key';
import { KeyForm } from './key-form';

/** As many as the eye takes in; more want searching. */
const mostWithoutSearch = 10;

type CreateKeyDialogProps = {
  open: boolean;
  onClose: () => void;
  onCreated: (key: KeyWithSecret) => void;
};

export function CreateKeyDialog({ open, ...form }: CreateKeyDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && form.onClose()}>
      {open && <CreateKeyForm {...form} />}
    </Dialog>
  );
}

function CreateKeyForm({ onClose, onCreated }: Omit<CreateKeyDialogProps, 'open'>) {
  const t = useTranslations('keys');
  const trpc = useTRPC();
  const tenant = useTenant();
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant }));
  const [chosenTeamId, setTeamId] = useState<string>();
  const rules = useRulesForm(null);
  const create = useMutation(
    trpc.keys.create.mutationOptions({ meta: { showsError: true }, onSuccess: (key) => onCreated(key) }),
  );
  const options = (teams.data?.items ?? []).map((team) => ({ value: team.id, label: team.name }));
  const teamId = chosenTeamId ?? options[0]?.value;
  return (
    <KeyForm
      title={t('create')}
      description={t('createDescription')}
      submit={t('createSubmit')}
      team={
        <Field label={t('team')} hint={teams.data?.items.length === 0 ? <NoTeamYet /> : undefined}>
          {options.length > mostWithoutSearch ? (
            <Combobox
              value={teamId ?? ''}
              onValueChange={setTeamId}
              options={options}
              placeholder={t('team')}
              searchPlaceholder={t('findTeam')}
            />
          ) : (
            <Select value={teamId ?? ''} onValueChange={setTeamId} options={options} />
          )}
        </Field>
      }
      error={create.error?.message ?? teams.error?.message}
      pending={create.isPending}
      disabled={teamId === undefined}
      onCancel={onClose}
      onSubmit={(draft) =>
        teamId !== undefined &&
        create.mutate({
          tenant,
          teamId,
          ...draft,
          limits: rules.drafts?.limits.map(toLimit),
          budgets: rules.drafts?.budgets.map(toBudget),
        })
      }
    >
      <RulesFields form={rules} />
    </KeyForm>
  );
}

/** Members without a team never come here: this is for an owner of a workspace that has none. */
function NoTeamYet() {
  const t = useTranslations('keys');
  const tenant = useTenant();
  return t.rich('noTeam', {
    link: (text) => (
      <Link href={`/${tenant}/settings?tab=teams`} className="link-thread">
        {text}
      </Link>
    ),
  });
}
