'use client';

import { useTranslations } from 'next-intl';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { navigation } from './navigation';
import { pageKeys } from './page-keys';
import { useSession } from './session';
import { useModifierKey } from './use-modifier-key';

type ShortcutsDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Everything the keyboard does that cannot be seen on a page. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const t = useTranslations('shell');
  const modifier = useModifierKey();
  const { permissions } = useSession().tenant;
  const pages = navigation
    .flatMap(({ destinations }) => destinations)
    .filter(({ permission }) => permissions.includes(permission));
  const groups = [
    {
      name: t('shortcuts.everywhere'),
      rows: [
        { keys: [modifier, 'K'], does: t('shortcuts.commandMenu') },
        { keys: ['?'], does: t('shortcuts.thisList') },
        { keys: ['Esc'], does: t('shortcuts.close') },
      ],
    },
    {
      name: t('goTo'),
      rows: pages.map(({ key }) => ({ keys: ['G', pageKeys[key].toUpperCase()], does: t(`pages.${key}`) })),
    },
    {
      name: t('shortcuts.openRequest'),
      rows: [
        { keys: ['J', '↓'], does: t('shortcuts.nextRequest'), either: true },
        { keys: ['K', '↑'], does: t('shortcuts.previousRequest'), either: true },
      ],
    },
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t('help.shortcuts')}>
        <div className="flex flex-col gap-6">
          {groups.map(({ name, rows }) => (
            <section key={name}>
              <h3 className="mb-2 text-xs font-medium text-muted-foreground">{name}</h3>
              <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 text-sm">
                {rows.map(({ keys, does, ...row }) => (
                  <div key={does} className="contents">
                    <dt>{does}</dt>
                    <dd className="flex items-center justify-end gap-1 text-xs text-muted-foreground">
                      {keys.map((key, index) => (
                        <span key={key} className="flex items-center gap-1">
                          {index > 0 && 'either' in row && t('shortcuts.or')}
                          <Kbd>{key}</Kbd>
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
