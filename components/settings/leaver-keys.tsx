'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import {
  isLeaverKeysChoice,
  type LeaverKeysChoice,
  type LeftKey,
  leaverKeysChoices,
} from './leaver-keys-choice';

type LeaverKeysProps = {
  /** The keys, as `useLeftKeys` has them. */
  query: ReturnType<typeof useLeftKeys>;
  chosen: LeaverKeysChoice | undefined;
  onChange: (choice: LeaverKeysChoice) => void;
};

/** The active API keys a person made, where the caller has to say what becomes of them. */
export function useLeftKeys(personId: string | undefined, isLeft: (key: LeftKey) => boolean) {
  const trpc = useTRPC();
  const tenant = useTenant();
  return useQuery({
    ...trpc.keys.list.queryOptions({ tenant, createdById: personId, includeRevoked: false }),
    enabled: personId !== undefined,
    select: ({ items }) => items.filter((key) => key.status === 'active' && isLeft(key)),
  });
}

/** Which keys a person leaves behind, and the question what becomes of them; nothing when there are none. */
export function LeaverKeys({ query, chosen, onChange }: LeaverKeysProps) {
  const t = useTranslations('settings.members.leaverKeys');
  return (
    <QueryView query={query} skeleton={<Skeleton className="h-24" />}>
      {(keys) =>
        keys.length > 0 && (
          <div className="flex flex-col gap-4">
            <div>
              <p className="text-[13px] font-medium">{t('count', { count: keys.length })}</p>
              <ul className="mt-2 max-h-32 overflow-y-auto rounded-md border px-3 py-1.5">
                {keys.map((key) => (
                  <li key={key.id} className="py-1 text-sm wrap-anywhere">
                    {key.name}
                    <span className="ml-2 text-xs text-muted-foreground">{key.team.name}</span>
                  </li>
                ))}
              </ul>
            </div>
            <Field
              label={t('question')}
              hint={chosen ? t(`hints.${leaverKeysChoices[chosen].keys}`) : undefined}
            >
              <Select
                value={chosen ?? ''}
                onValueChange={(value) => {
                  if (isLeaverKeysChoice(value)) onChange(value);
                }}
                placeholder={t('choose')}
                options={Object.keys(leaverKeysChoices)
                  .filter(isLeaverKeysChoice)
                  .map((choice) => ({ value: choice, label: t(`choices.${choice}`) }))}
              />
            </Field>
          </div>
        )
      }
    </QueryView>
  );
}
