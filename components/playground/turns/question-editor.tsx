'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/textarea';

type QuestionEditorProps = { text: string; onSave: (text: string) => void; onCancel: () => void };

/** A question being asked otherwise. Enter sends, Escape leaves it as it was. */
export function QuestionEditor({ text, onSave, onCancel }: QuestionEditorProps) {
  const t = useTranslations('playground');
  const common = useTranslations('common');
  const [value, setValue] = useState(text);
  const changed = value.trim() !== '';

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onCancel();
    if (event.key !== 'Enter' || event.shiftKey || !changed) return;
    event.preventDefault();
    onSave(value.trim());
  }

  return (
    <div className="flex w-full flex-col gap-2">
      <Textarea
        aria-label={t('editQuestion')}
        autoFocus
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
        className="field-sizing-content max-h-80 text-[15px]"
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-xs text-muted-foreground">{t('editKeeps')}</p>
        <Button size="small" onClick={onCancel}>
          {common('cancel')}
        </Button>
        <Button size="small" variant="primary" disabled={!changed} onClick={() => onSave(value.trim())}>
          {t('send')}
        </Button>
      </div>
    </div>
  );
}
