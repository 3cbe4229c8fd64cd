'use client';

import { Code } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Json } from '@/components/code-samples/chat-completion';
import { CodeSampleTabs } from '@/components/code-samples/code-sample-tabs';
import { useSession } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';

/** The request that the playground makes, to take along. */
export function ViewCodeDialog({ body }: { body: { [key: string]: Json } }) {
  const t = useTranslations('playground');
  const { gatewayAddress } = useSession();
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button size="small">
          <Code aria-hidden="true" />
          {t('viewCode')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('viewCode')} description={t('viewCodeDescription')} className="max-w-2xl">
        <CodeSampleTabs baseUrl={gatewayAddress} apiKey="YOUR_HEDDLE_KEY" body={body} />
      </DialogContent>
    </Dialog>
  );
}
