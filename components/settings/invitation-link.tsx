'use client';

import { useTranslations } from 'next-intl';
import type { Outputs } from '@/components/api/trpc';
import { Time } from '@/components/format/time';
import { Button } from '@/components/ui/button';
import { CopyLine } from '@/components/ui/copy-line';
import { DialogContent } from '@/components/ui/dialog';

type InvitationLinkProps = {
  invitation: Pick<Outputs['members']['invite'], 'email' | 'token' | 'expiresAt'>;
  onClose: () => void;
};

/** The link of an invitation, shown this once. One that got lost is replaced by a new one. */
export function InvitationLink({ invitation: { email, token, expiresAt }, onClose }: InvitationLinkProps) {
  const t = useTranslations('settings.members');
  const common = useTranslations('common');
  return (
    <DialogContent
      title={t('invited', { email })}
      description={t('invitedDescription')}
      footer={
        <Button variant="primary" onClick={onClose}>
          {common('done')}
        </Button>
      }
    >
      <CopyLine
        text={`${window.location.origin}/invite/${token}`}
        label={t('link')}
        testId="invitation-link"
      />
      <p className="mt-3 text-xs text-muted-foreground">
        {t.rich('linkUntil', { time: () => <Time value={expiresAt} /> })}
      </p>
    </DialogContent>
  );
}
