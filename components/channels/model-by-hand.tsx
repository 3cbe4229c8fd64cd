'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import type { ModelRow } from './model-rows';

const mostAtOnce = 100;

/** Adds models by the provider's name: those that its list does not have, or where there is no list. */
export function ModelByHand({
  taken,
  onAdd,
}: {
  taken: readonly ModelRow[];
  onAdd: (names: string[]) => void;
}) {
  const t = useTranslations('channels');
  const [text, setText] = useState('');
  const chosen = new Set(taken.filter(({ draft }) => draft).map(({ upstream }) => upstream));
  const typed = [...new Set(text.split(/[\s,]+/).filter((name) => name !== '' && name.length <= 200))];
  const names = typed.filter((name) => !chosen.has(name)).slice(0, mostAtOnce);

  function add() {
    if (names.length === 0) return;
    onAdd(names);
    setText('');
  }

  return (
    <div className="flex gap-2">
      <Input
        aria-label={t('addByName')}
        placeholder={t('addByName')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
        className="min-w-0 flex-1 font-mono text-[13px]"
      />
      <Button disabled={names.length === 0} onClick={add}>
        <Plus aria-hidden="true" />
        {t('addModel')}
      </Button>
    </div>
  );
}
