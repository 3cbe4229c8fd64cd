'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { type ChosenColumns, columnNames } from './guess-columns';

/** Stands for no column: a choice needs a value. */
const NONE = '-';

type ColumnFieldsProps = {
  headings: readonly string[];
  columns: ChosenColumns;
  onColumns: (columns: ChosenColumns) => void;
  excludesCached: boolean;
  onExcludesCached: (excludes: boolean) => void;
};

/** Which column of a file says what. */
export function ColumnFields({
  headings,
  columns,
  onColumns,
  excludesCached,
  onExcludesCached,
}: ColumnFieldsProps) {
  const t = useTranslations('channels.bill');
  const options = headings.map((heading) => ({ value: heading, label: heading }));
  return (
    <fieldset className="rounded-lg border p-4">
      <legend className="px-1 text-sm font-medium">{t('columns')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {columnNames.map((name) => (
          <Field key={name} label={t(`columnNames.${name}`)}>
            <Select
              value={columns[name] ?? NONE}
              onValueChange={(heading) =>
                onColumns({ ...columns, [name]: heading === NONE ? undefined : heading })
              }
              options={[{ value: NONE, label: t('noColumn') }, ...options]}
            />
          </Field>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside */}
      <label className="mt-4 flex items-center gap-2.5 text-sm pointer-coarse:min-h-10">
        <Checkbox
          checked={excludesCached}
          onCheckedChange={(checked) => onExcludesCached(checked === true)}
        />
        {t('excludesCached')}
      </label>
    </fieldset>
  );
}
