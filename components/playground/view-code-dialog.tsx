'use client';

import { useTranslations } from 'next-intl';
import type { Json } from '@/components/code-samples/chat-completion';
import { CodeSampleTabs } from '@/components/code-samples/code-sample-tabs';
import { useSession } from '@/components/shell/session';
import { Dialog, DialogContent } from '@/components/ui/dialog';

type ViewCodeDialogProps = {
  body: { [key: string]: Json };
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The request that the playground makes, to take along. */
export function ViewCodeDialog({ body, open, onOpenChange }: ViewCodeDialogProps) {
  const t = useTranslations('playground');
  const { gatewayAddress } = useSession();
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t('viewCode')} description={t('viewCodeDescription')} className="max-w-2xl">
        <CodeSampleTabs baseUrl={gatewayAddress} apiKey="YOUR_HEDDLE_KEY" body={body} />
      </DialogContent>
    </Dialog>
  );
}
