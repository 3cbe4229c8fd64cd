'use client';

import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { KeyName } from '@/components/keys/key-name';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { isLeaverKeysChoice, type LeaverKeysChoice, leaverKeysChoices } from './leaver-keys-choice';
import type { useLeftKeys } from './use-left-keys';

type LeaverKeysProps = {
  /** The keys, as `useLeftKeys` has them. */
  query: ReturnType<typeof useLeftKeys>;
  chosen: LeaverKeysChoice | undefined;
  onChange: (choice: LeaverKeysChoice) => void;
};

/** Which keys a person leaves behind, and the question what becomes of them; nothing when there are none. */
export function LeaverKeys({ query, chosen, onChange }: LeaverKeysProps) {
  const t = useTranslations('settings.members.leaverKeys');
  return (
    <QueryView query={query} skeleton={<Skeleton className="h-24" />}>
      {({ count, keys }) =>
        count > 0 && (
          <div className="flex flex-col gap-4">
            <div>
              <p className="text-[13px] font-medium">{t('count', { count })}</p>
              <ul className="mt-2 max-h-32 overflow-y-auto rounded-md border px-3 py-1.5">
                {keys.map((key) => (
                  <li key={key.id} className="py-1 text-sm">
                    <KeyName name={key.name} prefix={key.prefix} />
                    <span className="block truncate text-xs text-muted-foreground">{key.team.name}</span>
                  </li>
                ))}
                {count > keys.length && (
                  <li className="py-1 text-xs text-muted-foreground">
                    {t('andMore', { count: count - keys.length })}
                  </li>
                )}
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
