'use client';

import { Columns3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CheckboxList } from '@/components/ui/checkbox-list';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { logColumnNames } from './log-columns';
import type { useLogColumns } from './use-log-columns';

type LogColumnsMenuProps = { columns: ReturnType<typeof useLogColumns>; className?: string };

/** Which columns to see. Where the window is too narrow for all, some stay out of sight. */
export function LogColumnsMenu({ columns, className }: LogColumnsMenuProps) {
  const t = useTranslations('logs');
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button size="icon" aria-label={t('chooseColumns')} className={className}>
          <Columns3 aria-hidden="true" />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={t('chooseColumns')} className="w-60 [&_ul]:max-h-80">
        <CheckboxList
          options={logColumnNames
            .filter((name) => name !== 'time')
            .map((name) => ({ value: name, label: t(`columns.${name}`) }))}
          chosen={columns.chosen}
          onChange={columns.choose}
        />
        <Button variant="ghost" size="small" className="mt-2 w-full" onClick={columns.reset}>
          {t('usualColumns')}
        </Button>
      </PopoverContent>
    </Popover>
  );
}
