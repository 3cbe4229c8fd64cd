'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useSession } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import type { SavedView, SavedViews } from './use-saved-views';
import { ViewSwitch } from './view-switch';

type ManageViewsDialogProps = { open: boolean; views: SavedViews; onClose: () => void };

/** Renames, shares and deletes views, and says which one the page opens with. */
export function ManageViewsDialog({ open, views, onClose }: ManageViewsDialogProps) {
  const t = useTranslations('logs.views');
  const { tenant } = useSession();
  const [deleting, setDeleting] = useState<SavedView | null>(null);
  return (
    <>
      <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
        {open && (
          <DialogContent title={t('manage')}>
            {views.items.length === 0 && <p className="text-sm text-muted-foreground">{t('none')}</p>}
            <ul className="flex flex-col divide-y">
              {views.items.map((view) => (
                <ViewItem
                  key={view.id}
                  view={view}
                  // Of others' views, an owner of the workspace may change what is shared.
                  mayChange={view.own || tenant.role === 'owner'}
                  views={views}
                  onDelete={() => setDeleting(view)}
                />
              ))}
            </ul>
          </DialogContent>
        )}
      </Dialog>
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(next) => !next && setDeleting(null)}
        title={t('deleteTitle', { name: deleting?.name ?? '' })}
        description={deleting?.shared ? t('deleteShared') : t('deleteOwn')}
        action={t('delete')}
        pending={views.remove.isPending}
        onConfirm={() => {
          if (!deleting) return;
          views.remove.mutate(
            { tenant: tenant.slug, id: deleting.id },
            { onSuccess: () => setDeleting(null) },
          );
        }}
      />
    </>
  );
}

type ViewItemProps = { view: SavedView; mayChange: boolean; views: SavedViews; onDelete: () => void };

function ViewItem({ view, mayChange, views, onDelete }: ViewItemProps) {
  const t = useTranslations('logs.views');
  const common = useTranslations('common');
  const { tenant } = useSession();
  const [name, setName] = useState(view.name);
  const change = (part: { name?: string; shared?: boolean; isDefault?: boolean }) =>
    views.update.mutate({ tenant: tenant.slug, id: view.id, ...part });

  function rename(event: FormEvent) {
    event.preventDefault();
    if (name.trim() !== '' && name !== view.name) change({ name });
  }

  if (!mayChange) {
    return (
      <li className="flex items-center justify-between gap-3 py-3 text-sm">
        <span className="min-w-0 truncate">{view.name}</span>
        <Badge>{t('shared')}</Badge>
      </li>
    );
  }
  return (
    <li className="flex flex-col gap-3 py-4 first:pt-0">
      <form noValidate onSubmit={rename} className="flex gap-2">
        <Input
          aria-label={t('nameOf', { name: view.name })}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {name !== view.name && (
          <Button type="submit" disabled={name.trim() === ''} pending={views.update.isPending}>
            {common('save')}
          </Button>
        )}
        <Button
          size="icon"
          variant="ghost"
          aria-label={t('deleteNamed', { name: view.name })}
          onClick={onDelete}
        >
          <Trash2 aria-hidden="true" />
        </Button>
      </form>
      <ViewSwitch
        label={t('share')}
        hint={t('shareHint')}
        checked={view.shared}
        onChange={(shared) => change({ shared })}
      />
      {view.own && (
        <ViewSwitch
          label={t('makeDefault')}
          hint={t('makeDefaultHint')}
          checked={view.isDefault}
          onChange={(isDefault) => change({ isDefault })}
        />
      )}
    </li>
  );
}
