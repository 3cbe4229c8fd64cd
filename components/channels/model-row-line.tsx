'use client';

import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useId, useState } from 'react';
import { PathName } from '@/components/format/path-name';
import { ModelFigures } from '@/components/models/model-figures';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ModelRow } from './model-rows';

type ModelRowLineProps = {
  row: ModelRow;
  /** The public name is another model's too. */
  twice: boolean;
  onToggle: (row: ModelRow) => void;
  onRename: (row: ModelRow, name: string) => void;
};

/** One model of the checklist: whether it is served, what it costs, and what clients call it. */
export const ModelRowLine = memo(function ModelRowLine({
  row,
  twice,
  onToggle,
  onRename,
}: ModelRowLineProps) {
  const t = useTranslations('channels');
  const id = useId();
  const { upstream, draft, listed } = row;
  const [renaming, setRenaming] = useState(false);
  const hasAlias = draft !== undefined && draft.name !== upstream;
  return (
    <li className="border-b last:border-b-0">
      <div className="flex min-h-11 items-center gap-2.5 px-3 hover:bg-muted/50">
        <Checkbox id={id} checked={draft !== undefined} onCheckedChange={() => onToggle(row)} />
        <label htmlFor={id} className="min-w-0 flex-1 py-2">
          <PathName name={upstream} className="font-mono text-[13px]" />
          {hasAlias && !renaming && (
            <span className="block truncate text-xs text-muted-foreground">
              {t('calledBy', { name: draft.name })}
            </span>
          )}
          {listed && <ModelFigures price={listed.price} facts={listed.facts} className="mt-0.5 sm:hidden" />}
          {listed?.chat === false && <span className="block text-xs text-warning">{t('noChat')}</span>}
        </label>
        {listed && <ModelFigures price={listed.price} facts={listed.facts} className="max-sm:hidden" />}
        {draft && (
          <Button
            variant="ghost"
            size="iconSmall"
            aria-expanded={renaming || twice}
            aria-label={t('renameModel', { name: upstream })}
            onClick={() => setRenaming((open) => !open)}
          >
            <Pencil aria-hidden="true" />
          </Button>
        )}
      </div>
      {draft && (renaming || twice) && (
        <div className="px-3 pb-3 pl-9.5">
          <Field
            label={t('publicName')}
            error={twice ? t('nameTwice') : undefined}
            hint={t('publicNameHint')}
          >
            <Input
              maxLength={200}
              value={draft.name}
              placeholder={upstream}
              autoComplete="off"
              onChange={(event) => onRename(row, event.target.value)}
              className="font-mono text-[13px]"
            />
          </Field>
        </div>
      )}
    </li>
  );
});
