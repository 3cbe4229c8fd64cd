'use client';

import { Bookmark, BookmarkPlus, Check, Save, Settings2, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { ManageViewsDialog } from './manage-views-dialog';
import { SaveViewDialog } from './save-view-dialog';
import { useSavedViews } from './use-saved-views';

/** Opens, saves and overwrites views; what else can be done with them is in a dialog behind it. */
export function ViewsMenu() {
  const t = useTranslations('logs.views');
  const tenant = useTenant();
  const views = useSavedViews();
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const { items, current, isChanged, query } = views;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button className="max-w-52 min-w-0">
            <Bookmark aria-hidden="true" />
            <span className="min-w-0 truncate">
              {current ? current.name : t('title')}
              {isChanged && <span className="text-muted-foreground"> {t('changed')}</span>}
            </span>
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="max-h-[70dvh] w-64 overflow-y-auto">
          {items.length === 0 && <DropdownMenuLabel>{t('none')}</DropdownMenuLabel>}
          {items.map((view) => (
            <DropdownMenuItem key={view.id} onSelect={() => views.open(view)}>
              <Check aria-hidden="true" className={view.id === current?.id ? 'text-thread!' : 'invisible'} />
              <span className="min-w-0 flex-1 truncate">{view.name}</span>
              {view.shared && <Users role="img" aria-label={t('shared')} />}
              {view.isDefault && <span className="text-xs text-muted-foreground">{t('default')}</span>}
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
          {current?.own && isChanged && (
            <DropdownMenuItem onSelect={() => views.update.mutate({ tenant, id: current.id, query })}>
              <Save aria-hidden="true" />
              {t('overwrite', { name: current.name })}
            </DropdownMenuItem>
          )}
          <DropdownMenuItem disabled={query === ''} onSelect={() => setDialog('save')}>
            <BookmarkPlus aria-hidden="true" />
            {t('save')}
          </DropdownMenuItem>
          {items.length > 0 && (
            <DropdownMenuItem onSelect={() => setDialog('manage')}>
              <Settings2 aria-hidden="true" />
              {t('manage')}
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <SaveViewDialog open={dialog === 'save'} views={views} onClose={() => setDialog(null)} />
      <ManageViewsDialog open={dialog === 'manage'} views={views} onClose={() => setDialog(null)} />
    </>
  );
}
